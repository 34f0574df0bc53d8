package dev.charla.engine.hearing;

import dev.charla.engine.recognition.Hypothesis;
import java.time.Duration;

/** The result of a turn's audio. */
public sealed interface Heard {
    /**
     * Recognition finished.
     *
     * @param hypothesis the words; none when nothing was recognised
     * @param voiced how much of the turn was speech, by the detector
     */
    public record Words(Hypothesis hypothesis, Duration voiced) implements Heard {}

    /**
     * Recognition failed.
     *
     * @param code for programs: {@code recognizer_busy}, {@code warming_up}, {@code
     *     recognition_failed}
     * @param message a sentence for the caller
     */
    record Failed(String code, String message) implements Heard {}
}
