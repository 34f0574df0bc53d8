package dev.charla.conversation.tool;

import dev.charla.conversation.control.ConversationControl;
import dev.charla.protocol.item.ItemId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls that the caller is asked about before they are run: by a card, and aloud where the tool has
 * a question.
 *
 * <p>Confined to the session's loop.
 */
final class Approvals {
    /** More than anybody says to one question. */
    private static final int MOST_REPLIES = 16;

    private static final Duration TIME_TO_DECIDE = Duration.ofMinutes(1);

    private final ConversationControl control;
    private final Collection<FunctionCall> open;
    private final Consumer<FunctionCall> run;
    private final BiConsumer<FunctionCall, Outcome> finish;
    private final Runnable settled;
    private final Consumer<FunctionCall> tell;

    /**
     * Nobody is asked yet.
     *
     * @param open the calls that are not answered, in order; changed by others
     * @param run runs a call that was agreed to
     * @param finish answers one that was not
     * @param tell shows a call's card
     */
    Approvals(
            ConversationControl control,
            Collection<FunctionCall> open,
            Consumer<FunctionCall> run,
            BiConsumer<FunctionCall, Outcome> finish,
            Runnable settled,
            Consumer<FunctionCall> tell) {
        this.control = control;
        this.open = open;
        this.run = run;
        this.finish = finish;
        this.settled = settled;
        this.tell = tell;
    }

    /** Asks about this call. */
    void ask(FunctionCall call) {
        call.asking = true;
        call.deadline =
                control.after(
                        TIME_TO_DECIDE,
                        () -> {
                            call.asking = false;
                            finish.accept(
                                    call,
                                    Outcome.failure(
                                            "The tool was not run: the caller was asked, and did not decide."));
                            settled.run();
                        });
        tell.accept(call);
    }

    /** What the caller decided about the tool on a card; false when that is none of these. */
    boolean decided(String card, boolean approved) {
        for (var call : List.copyOf(open)) {
            if (call.asking && call.id.value().equals(card)) {
                call.asking = false;
                call.cancelDeadline();
                if (approved) {
                    run.accept(call);
                } else {
                    finish.accept(call, Outcome.failure("The caller did not allow it."));
                }
                return true;
            }
        }
        return false;
    }

    /** The caller begins to say something, which may be a decision. */
    void speechBegan(ItemId item) {
        var call = asked();
        if (call != null && call.said > 0 && call.replies.size() < MOST_REPLIES) {
            call.replies.add(item);
        }
    }

    /** The caller's words in what they said; those from before the question decide nothing. */
    void heard(ItemId item, String said) {
        var call = asked();
        if (call != null && call.replies.remove(item)) {
            decide(call, said);
        }
    }

    /** The caller's words as they typed them. */
    void typed(String said) {
        var call = asked();
        if (call != null && call.said > 0) {
            decide(call, said);
        }
    }

    /** The page was away: it is asked again what is not decided. */
    void tellAgain() {
        open.stream().filter(call -> call.asking).forEach(tell);
    }

    private void decide(FunctionCall call, String said) {
        switch (Consent.of(said)) {
            case YES -> decided(call.id.value(), true);
            case NO -> decided(call.id.value(), false);
            case UNCLEAR -> {}
        }
    }

    /** The call about which the caller is asked aloud; the others wait for their turn. */
    private @Nullable FunctionCall asked() {
        for (var call : open) {
            if (call.question() != null) {
                return call;
            }
        }
        return null;
    }
}
