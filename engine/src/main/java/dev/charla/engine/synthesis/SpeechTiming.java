package dev.charla.engine.synthesis;

import java.util.List;

/**
 * What sounds when, as a voice knows it. Positions count samples from the next one that {@link
 * Synthesizer.Sink#audio} is given.
 *
 * @param words as they are written, in order
 * @param visemes in order; each holds until the next one
 */
public record SpeechTiming(List<Word> words, List<Viseme> visemes) {
    public SpeechTiming {
        words = List.copyOf(words);
        visemes = List.copyOf(visemes);
    }

    /** What may be known. */
    public enum Kind {
        WORDS,
        VISEMES
    }

    /**
     * A written word.
     *
     * @param text without the marks around it
     */
    public record Word(String text, int fromSample, int samples) {}

    /**
     * A shape of the mouth.
     *
     * @param id Azure's, 0 to 21; 0 is silence
     */
    public record Viseme(int id, int fromSample) {}
}
