package dev.charla.engine.recognition;

import java.util.Objects;

/**
 * A transcript.
 *
 * @param text the words as the recogniser writes them, with or without capitals and punctuation;
 *     empty when nothing was understood
 * @param certain whether the recogniser is sure of these words; false for an empty text
 */
public record Hypothesis(String text, boolean certain) {
    /** Speech without recognised words. */
    public static final Hypothesis NOTHING = new Hypothesis("", false);

    public Hypothesis {
        Objects.requireNonNull(text);
        if (text.isEmpty() && certain) {
            throw new IllegalArgumentException("an empty text is never certain");
        }
    }
}
