package dev.charla.engine.recognition;

import java.util.Objects;

/**
 * What was heard.
 *
 * @param text the words in lower case, empty when nothing was understood
 * @param certain whether a grammar accepted these words; false for dictation, whose words may be
 *     wrong, and for an empty text
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
