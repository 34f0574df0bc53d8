package dev.charla.conversation.service;

import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.page.Notices;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.turn.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What the caller types. While there is no service to tell it to, a few messages wait; more than
 * those are not taken, and the caller is told.
 *
 * <p>Confined to the session's loop.
 */
public final class TypedWords {
    private static final int MOST_WAITING = 8;

    private final ConversationControl control;
    private final ConversationOptions options;
    private final Captions captions;
    private final Turns turns;
    private final ServiceRequests requests;
    private final Watch watch;

    /** Whether what the caller says is for a session that is about to take over. */
    private final BooleanSupplier held;

    private final List<String> waiting = new ArrayList<>();

    public TypedWords(
            ConversationControl control,
            ConversationOptions options,
            Captions captions,
            Turns turns,
            ServiceRequests requests,
            Watch watch,
            BooleanSupplier held) {
        this.control = control;
        this.options = options;
        this.captions = captions;
        this.turns = turns;
        this.requests = requests;
        this.watch = watch;
        this.held = held;
    }

    /** The caller typed {@code text}. */
    public void take(String text) {
        var words = text.strip();
        if (words.isEmpty()) {
            return;
        }
        int limit = options.limits().textChars();
        if (words.length() > limit) {
            control.notice(Notices.textTooLong(words.length(), limit));
        } else if (control.state() instanceof ConversationState.Live && !held.getAsBoolean()) {
            say(List.of(words));
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(words);
        } else {
            control.notice(Notices.TOO_MANY_TEXTS);
        }
    }

    /**
     * The caller typed {@code text} for a question of a tool: the agent is told, and does not
     * answer; what it says is stopped.
     */
    public void note(String text) {
        var words = text.strip();
        boolean fits = !words.isEmpty() && words.length() <= options.limits().textChars();
        if (fits && control.state() instanceof ConversationState.Live && !held.getAsBoolean()) {
            add(words);
            control.on(new ConversationEvent.Interrupted());
        } else {
            take(text);
        }
    }

    /** Says what waits; false when nothing does. */
    public boolean sayWaiting() {
        if (waiting.isEmpty()) {
            return false;
        }
        var texts = List.copyOf(waiting);
        waiting.clear();
        say(texts);
        return true;
    }

    private void say(List<String> texts) {
        texts.forEach(this::add);
        control.on(new ConversationEvent.AnswerWanted());
    }

    /** The item goes before the request: a response that begins after it knows of it. */
    private void add(String words) {
        var item = requests.typedItem();
        captions.userSaid(item, words);
        watch.callerTookTurn();
        turns.typed(item, control.nanos());
        requests.greets(false);
        requests.hush();
        requests.words(item, words);
    }
}
