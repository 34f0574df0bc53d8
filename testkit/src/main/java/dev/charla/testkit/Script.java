package dev.charla.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ScriptedService} hears and says, turn by turn; the last turn repeats. Immutable.
 *
 * @param turns at least one
 * @param greeting said to a {@code response.create} before any turn of the user; null to take the
 *     first turn's answer
 * @param audioDelta how much audio one delta holds
 * @param pace time between two deltas; zero sends a response as fast as the socket takes it
 */
public record Script(
        List<Turn> turns, @Nullable Turn greeting, Duration audioDelta, Duration pace) {
    private static final Duration USUAL_DELTA = Duration.ofMillis(100);

    public Script {
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("a script has at least one turn");
        }
        if (audioDelta.toMillis() < 1 || pace.isNegative()) {
            throw new IllegalArgumentException("a delta holds audio, and time does not go back");
        }
    }

    /** Hears and answers in turn, as fast as it can, with deltas of 100 ms. */
    public static Script of(Turn first, Turn... more) {
        var turns = new ArrayList<Turn>();
        turns.add(first);
        turns.addAll(List.of(more));
        return new Script(turns, null, USUAL_DELTA, Duration.ZERO);
    }

    /** The same, with a greeting. */
    public Script greeting(Turn value) {
        return new Script(turns, value, audioDelta, pace);
    }

    /** The same, with {@code pace} between two deltas, so that there is time to barge in. */
    public Script paced(Duration value) {
        return new Script(turns, greeting, audioDelta, value);
    }

    Turn turn(int number) {
        return turns.get(Math.min(number, turns.size() - 1));
    }

    /**
     * One turn of the user and its answer.
     *
     * @param heard the transcript of the user's speech; not used for typed text
     * @param answer the words of the answer
     * @param length how long the answer sounds
     * @param calls functions called in one response instead of answering; the answer follows their
     *     outputs
     * @param filtered whether the service's content filter ends the answer after its first delta
     */
    public record Turn(
            String heard, String answer, Duration length, List<Call> calls, boolean filtered) {
        public Turn {
            calls = List.copyOf(calls);
        }

        /** Speaks {@code answer} at the pace of ordinary speech, 15 characters a second. */
        public static Turn of(String heard, String answer) {
            return new Turn(
                    heard,
                    answer,
                    Duration.ofMillis(answer.length() * 1000L / 15),
                    List.of(),
                    false);
        }

        /** The same with a sound of another length. */
        public Turn lasting(Duration value) {
            return new Turn(heard, answer, value, calls, filtered);
        }

        /** The same, but calls a function first, beside those that it calls already. */
        public Turn calling(String name, String arguments) {
            var all = new ArrayList<>(calls);
            all.add(new Call(name, arguments));
            return new Turn(heard, answer, length, all, filtered);
        }

        /** The same, but the service's content filter ends the answer. */
        public Turn endedByFilter() {
            return new Turn(heard, answer, length, calls, true);
        }

        /** The same once the functions have been called. */
        Turn afterCalls() {
            return new Turn(heard, answer, length, List.of(), filtered);
        }
    }

    /**
     * A function call.
     *
     * @param arguments JSON text
     */
    public record Call(String name, String arguments) {}
}
