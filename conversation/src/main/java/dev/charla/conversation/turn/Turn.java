package dev.charla.conversation.turn;

import dev.charla.conversation.browser.PageMessage.Latency;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Objects;

/**
 * One turn of the caller, and when each stage of its answer was reached.
 *
 * <p>What is measured: Charla cannot hear when the caller fell silent; the service says {@code
 * speech_stopped} once it has heard silence for as long as the settings say. The end of speech is
 * therefore taken to lie that silence before the arrival of {@code speech_stopped}, and the stage
 * {@code endpoint} shows the silence. The network's delay between Charla and the service, and the
 * page's message that sound has begun, are inside the figures. Typed words end when they arrive.
 *
 * <p>Confined to the session's loop.
 */
public final class Turn {
    private final long number;
    private final long endedNanos;
    private final EnumMap<Stage, Duration> reached = new EnumMap<>(Stage.class);
    private boolean words;
    private boolean answered;

    private Turn(long number, long endedNanos) {
        this.number = number;
        this.endedNanos = endedNanos;
    }

    /**
     * A spoken turn.
     *
     * @param number counts the turns from 1
     * @param toldNanos when {@code speech_stopped} arrived
     * @param silence how long the service waits before it says so
     */
    public static Turn spoken(long number, long toldNanos, Duration silence) {
        var turn = new Turn(number, toldNanos - silence.toNanos());
        turn.reached(Stage.ENDPOINT, toldNanos);
        return turn;
    }

    /** A typed turn, which ended when its words arrived. */
    public static Turn typed(long number, long sentNanos) {
        var turn = new Turn(number, sentNanos);
        turn.words = true;
        return turn;
    }

    /** Counts the turns from 1. */
    public long number() {
        return number;
    }

    /** A stage was reached; only the first time counts. */
    public void reached(Stage stage, long nanos) {
        if (!reached.containsKey(stage)) {
            reached.put(stage, Duration.ofNanos(Math.max(0, nanos - endedNanos)));
        }
    }

    /** Words were heard in it. */
    public void hadWords() {
        words = true;
    }

    /** Something of an answer to it reached the caller. */
    public void wasAnswered() {
        answered = true;
    }

    public boolean answered() {
        return answered;
    }

    /** Whether words were said to which nothing was answered yet. */
    public boolean owed() {
        return words && !answered;
    }

    /**
     * The figure for the page, once the answer is audible.
     *
     * @param response the number of the playout that was heard
     * @param nanos when the page said so
     */
    public Latency audible(long response, long nanos) {
        reached(Stage.AUDIBLE, nanos);
        var stages =
                reached.entrySet().stream()
                        .map(at ->
                                new Latency.Stage(at.getKey().wireName(), at.getValue().toMillis()))
                        .sorted(Comparator.comparingLong(Latency.Stage::atMs))
                        .toList();
        var total = Objects.requireNonNull(reached.get(Stage.AUDIBLE)).toMillis();
        return new Latency(number, response, total, stages);
    }
}
