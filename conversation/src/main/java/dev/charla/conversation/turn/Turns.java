package dev.charla.conversation.turn;

import dev.charla.conversation.browser.PageMessage.Latency;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The caller's turns and which response answers which. A response answers the turn that was the
 * latest when it began.
 *
 * <p>Confined to the session's loop.
 */
public final class Turns {
    /**
     * How often the service may be lost over one answer. Once is chance, as networks go; what the
     * service broke over twice it would most likely break over each time.
     */
    private static final int MOST_LOSSES = 2;

    private long count;
    private @Nullable Turn current;
    private @Nullable Turn before;
    private @Nullable ItemId currentItem;
    private @Nullable ResponseId answer;
    private @Nullable Turn asked;
    private @Nullable Turn measured;
    private boolean owed;
    private int losses;

    /** The service told that a spoken turn is over; see {@link Turn#spoken}. */
    public void spoken(ItemId item, long toldNanos, Duration silence) {
        begin(Turn.spoken(++count, toldNanos, silence), item);
    }

    /** The caller sent typed words. */
    public void typed(ItemId item, long sentNanos) {
        begin(Turn.typed(++count, sentNanos), item);
        owed = true;
    }

    private void begin(Turn turn, ItemId item) {
        before = current;
        current = turn;
        currentItem = item;
        losses = 0;
    }

    /** Words were recognised in this item. */
    public void words(ItemId item, long nanos) {
        if (current == null || !item.equals(currentItem)) {
            return;
        }
        current.reached(Stage.TRANSCRIPT, nanos);
        current.hadWords();
        owed |= current.owed();
    }

    /** Whether this item is the latest turn. */
    public boolean latest(ItemId item) {
        return item.equals(currentItem);
    }

    /** The latest turn was none: the one before counts again. */
    public void voided() {
        current = before;
        before = null;
        currentItem = null;
    }

    /** The service began a response. */
    public void responseBegan(ResponseId response, long nanos) {
        answer = response;
        asked = current;
        reached(response, Stage.RESPONSE, nanos);
    }

    /** The answer to a turn came this far. */
    public void reached(ResponseId response, Stage stage, long nanos) {
        if (asked != null && response.equals(answer)) {
            asked.reached(stage, nanos);
        }
    }

    /** Something of this response reached the caller, or nothing of it ever will: it is no debt. */
    public void settled(ResponseId response) {
        if (!response.equals(answer)) {
            return;
        }
        owed = false;
        losses = 0;
        if (asked != null) {
            asked.wasAnswered();
        }
    }

    /**
     * A playout of this response became audible.
     *
     * @return how long the answer took; null when it answers no turn, or one that was measured
     */
    public @Nullable Latency audible(ResponseId response, long playout, long nanos) {
        settled(response);
        if (asked == null || asked.equals(measured) || !response.equals(answer)) {
            return null;
        }
        measured = asked;
        return asked.audible(playout, nanos);
    }

    /** Whether words were said since anything of an answer was heard. */
    public boolean owed() {
        return owed;
    }

    /**
     * The service was lost while the caller waited for an answer.
     *
     * @return whether that happened too often with this answer: it is owed no more
     */
    public boolean lostAnswer() {
        losses++;
        if (losses >= MOST_LOSSES) {
            owed = false;
        }
        return givenUp();
    }

    /** Whether the answer that was awaited last is not asked for any more. */
    public boolean givenUp() {
        return losses >= MOST_LOSSES;
    }

    /** How many turns there were. */
    public long count() {
        return count;
    }
}
