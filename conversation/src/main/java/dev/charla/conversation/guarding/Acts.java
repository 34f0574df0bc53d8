package dev.charla.conversation.guarding;

import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.guarding.Checks.Ruling;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Floor;
import org.jspecify.annotations.Nullable;

/**
 * What follows a verdict once nobody speaks: the words that the agent says instead, or an answer to
 * words that took the place of others. Whoever speaks meanwhile has the floor, and what was to
 * follow is dropped: the answer to that covers it.
 *
 * <p>Confined to the session's loop.
 */
final class Acts {
    /** Words of a guard that a guard stops again, in a voice that does not keep to them. */
    private static final int MOST_SAID = 2;

    private final ConversationControl control;
    private final ConversationObserver observer;
    private final ServiceRequests requests;
    private @Nullable String next;
    private @Nullable String own;
    private boolean answer;

    /** Whether it is said to what the caller is still saying, and so once they have finished. */
    private boolean toThisTurn;

    private int said;

    Acts(ConversationControl control, ConversationObserver observer, ServiceRequests requests) {
        this.control = control;
        this.observer = observer;
        this.requests = requests;
    }

    /** Has the agent say these words; null for nothing. */
    void say(@Nullable String words) {
        if (words != null && said < MOST_SAID) {
            said++;
            next = words.strip();
        }
    }

    /**
     * Has the agent say these words to what the caller is saying, once they have finished; null for
     * nothing.
     */
    void sayToThisTurn(@Nullable String words) {
        say(words);
        toThisTurn = next != null;
    }

    /** Has the agent answer what it was told. */
    void answer() {
        answer = true;
    }

    /** The caller has said something else. */
    void callerTurn() {
        next = null;
        answer = false;
        toThisTurn = false;
        said = 0;
    }

    /** Whether these are words that a guard had the agent say, or the beginning of them. */
    boolean ownWords(String text) {
        return own != null && own.startsWith(text.strip());
    }

    void ruled(Ruling ruling) {
        var by = ruling.by();
        if (by != null && !ruling.failed()) {
            observer.guardRuled(by.name(), ruling.verdict() instanceof Verdict.Replace);
        }
    }

    /** Does what is due. */
    void settled() {
        if (control.state() instanceof ConversationState.Live live
                && live.floor() == Floor.CALLER
                && !toThisTurn) {
            next = null;
            answer = false;
        }
        var words = next;
        if (!control.state().quiet() || (words == null && !answer)) {
            return;
        }
        next = null;
        answer = false;
        toThisTurn = false;
        if (words == null) {
            requests.hush();
            control.on(new ConversationEvent.AnswerWanted());
        } else {
            own = words;
            requests.say(words);
            control.on(new ConversationEvent.ToolAnswered());
        }
    }
}
