package dev.charla.engine.session;

import dev.charla.engine.reply.ReplyModel;
import java.util.function.Consumer;

/** What a conversation with the reply model may request of its session. Any thread. */
final class SessionSurroundings implements ReplyModel.Surroundings {
    private final Consumer<String> speaker;

    /** Written on the session's loop, read by the thread that answers. */
    private volatile String language = "";

    /**
     * @param speaker makes the agent speak on its own initiative; called on any thread
     */
    SessionSurroundings(Consumer<String> speaker) {
        this.speaker = speaker;
    }

    @Override
    public void speakUp(String text) {
        speaker.accept(text);
    }

    @Override
    public String language() {
        return language;
    }

    /** Sets the language of answers from now on. */
    void language(String tag) {
        language = tag;
    }
}
