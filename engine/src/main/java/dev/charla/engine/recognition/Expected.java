package dev.charla.engine.recognition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hints of a session about the coming speech.
 *
 * @param language BCP 47 tag, one of {@link Recognizer#languages} or with the language of one of
 *     them; null when any of them may be spoken
 * @param phrases likely words and names, spelled as they should be written, the most important
 *     first; of any number and length, as the client sends them
 */
public record Expected(@Nullable String language, List<String> phrases) {
    /** No hints. */
    public static final Expected ANYTHING = new Expected(null, List.of());

    public Expected {
        phrases = List.copyOf(phrases);
    }

    /** Any words of a language. */
    public static Expected in(@Nullable String language) {
        return new Expected(language, List.of());
    }
}
