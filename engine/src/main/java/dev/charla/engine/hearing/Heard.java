package dev.charla.engine.hearing;

import dev.charla.engine.recognition.Hypothesis;
import java.time.Duration;

/** What became of a turn's audio. */
public sealed interface Heard {
    /**
     * The recogniser is done with it.
     *
     * @param hypothesis the words; none when nothing could be made out
     * @param voiced how much of the turn was speech by the detector's account
     */
    public record Words(Hypothesis hypothesis, Duration voiced) implements Heard {}

    /**
     * There was no recognition.
     *
     * @param code for programs: {@code recognizer_busy}, {@code warming_up}, {@code
     *     recognition_failed}
     * @param message a sentence for the caller
     */
    record Failed(String code, String message) implements Heard {}
}
