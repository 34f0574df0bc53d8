package dev.charla.conversation.sound;

import dev.charla.conversation.playout.Cut;
import dev.charla.protocol.item.ResponseId;
import java.time.Duration;

/** Told what becomes of the audio of answers. Confined to the session's loop. */
public interface PlaybackListener {
    /** The first audio of this playout came. */
    void soundBegan(long playout);

    /** This playout and those before it are over. */
    void soundOver(long playout);

    /** A playout of this response is being stopped. */
    void stopping(ResponseId response);

    /** The page took audio of this response. */
    void audioTaken(ResponseId response);

    /** Some of this response was heard. */
    void heard(ResponseId response);

    /**
     * A playout was stopped, and this is how much of it was heard.
     *
     * @param bySpeech whether the caller's speech was the reason
     * @param took from telling the page to its answer
     * @param told whether the page answered
     */
    void cut(Cut cut, boolean bySpeech, Duration took, boolean told);

    /** The page has stopped saying how far it is, long after it should have finished. */
    void pageSilent();

    /** The page cannot take audio as fast as it comes: the service is to be held back, or not. */
    void holdService(boolean hold);
}
