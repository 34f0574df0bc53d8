package dev.charla.conversation.agent;

import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Generation;
import dev.charla.conversation.state.Sound;
import java.time.Duration;

/**
 * The end that an agent's own code asks for, behind its last words.
 *
 * <p>Confined to the session's loop.
 */
final class Farewell {
    /** An answer that is being heard out, and last words. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** A service that refuses is not asked for ever. */
    private static final int MOST_REQUESTS = 3;

    private final ConversationControl control;
    private final ServiceRequests requests;
    private String words = "";
    private Phase phase = Phase.NONE;
    private int requested;

    private enum Phase {
        NONE,
        /** Nobody is to speak when the words are said. */
        WAITING,
        /** The words are being said. */
        SAYING
    }

    Farewell(ConversationControl control, ServiceRequests requests) {
        this.control = control;
        this.requests = requests;
    }

    /** Ends the conversation once these words are said; the first call counts. */
    void ask(String lastWords) {
        if (phase == Phase.NONE) {
            words = lastWords;
            phase = Phase.WAITING;
            var _ = control.after(LONGEST, () -> control.finish(Ending.AGENT_ENDED));
        }
    }

    boolean asked() {
        return phase != Phase.NONE;
    }

    /** The service began a response, which may be the last words. */
    void responseBegan() {
        if (phase == Phase.WAITING
                && requested > 0
                && requests.saying()
                && control.state() instanceof ConversationState.Live live
                && live.generation() instanceof Generation.Active) {
            phase = Phase.SAYING;
        }
    }

    /** The state may have changed. */
    void settled() {
        if (phase == Phase.WAITING && control.state().quiet()) {
            if (words.isEmpty() || requested >= MOST_REQUESTS) {
                control.finish(Ending.AGENT_ENDED);
            } else {
                requested++;
                requests.say(words);
                control.on(new ConversationEvent.ToolAnswered());
            }
        } else if (phase == Phase.SAYING && said()) {
            control.finish(Ending.AGENT_ENDED);
        }
    }

    /** Heard out or stopped. A session that is lost over them has said what it will. */
    private boolean said() {
        return !(control.state() instanceof ConversationState.Live live)
                || (live.sound() instanceof Sound.Silent
                        && !(live.generation() instanceof Generation.Active));
    }
}
