package dev.charla.engine.recognition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session tells of the speech to come.
 *
 * @param language BCP 47 tag, one of {@link Recognizer#languages} or with the language of one of
 *     them; null when any of them may be spoken
 * @param phrases words and names that are likely, as they are to be written, the most important
 *     ones first; of any number and length, as the client gives them
 */
public record Expected(@Nullable String language, List<String> phrases) {
    /** Nothing in particular. */
    public static final Expected ANYTHING = new Expected(null, List.of());

    public Expected {
        phrases = List.copyOf(phrases);
    }

    /** Any words of a language. */
    public static Expected in(@Nullable String language) {
        return new Expected(language, List.of());
    }
}
