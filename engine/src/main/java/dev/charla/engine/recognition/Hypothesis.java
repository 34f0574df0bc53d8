package dev.charla.engine.recognition;

import java.util.Objects;

/**
 * What was heard.
 *
 * @param text the words as the recogniser writes them, with or without capitals and punctuation;
 *     empty when nothing was understood
 * @param certain whether the recogniser takes these words for the right ones; false for an empty
 *     text
 */
public record Hypothesis(String text, boolean certain) {
    /** Speech without a word that could be made out. */
    public static final Hypothesis NOTHING = new Hypothesis("", false);

    public Hypothesis {
        Objects.requireNonNull(text);
        if (text.isEmpty() && certain) {
            throw new IllegalArgumentException("an empty text is never certain");
        }
    }
}
