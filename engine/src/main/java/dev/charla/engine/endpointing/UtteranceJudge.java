package dev.charla.engine.endpointing;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Estimates whether somebody has finished, from words and intonation: a sentence does not end in
 * "the" or "because", and a falling pitch marks an end more often than a level one.
 */
final class UtteranceJudge {
    private static final Pattern PUNCTUATION = Pattern.compile("[.,;:!?…¿¡]+");

    private static final Pattern BROKEN_OFF = Pattern.compile("(?:\\.\\.\\.|…|-|–|—)$");

    private UtteranceJudge() {}

    /**
     * Probability that nothing more follows, 0 to 1; 1 without any recognised word, because there
     * is nothing to wait for.
     *
     * @param language BCP 47 tag of the words
     */
    static double finished(String words, String language, Prosody prosody) {
        List<String> said =
                words.isBlank()
                        ? List.of()
                        : List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        if (said.isEmpty()) {
            return 1;
        }
        double evidence = byWords(said, UtteranceWords.of(language)) + byMelody(prosody.melody());
        return 1 / (1 + Math.exp(-evidence));
    }

    // Log odds. The words weigh more than the intonation, which varies in lists and questions.

    private static double byWords(List<String> said, UtteranceWords known) {
        String written = said.getLast();
        String last = PUNCTUATION.matcher(written).replaceAll("");
        if (BROKEN_OFF.matcher(written).find() || known.hesitations().contains(last)) {
            return -3;
        }
        if (written.endsWith(",")) {
            return -2.5;
        }
        if (written.endsWith("?")) {
            return 3;
        }
        if (said.size() == 1 && known.complete().contains(last)) {
            // "Para" alone is "stop", and "for" in a sentence.
            return 3;
        }
        boolean ends = written.endsWith(".") || written.endsWith("!");
        if (known.dangling().contains(last)) {
            // A recogniser sets a full stop wherever the audio ends, so it says little.
            return !ends || said.size() < 3 || !known.sometimesLast().contains(last) ? -2.5 : 1;
        }
        if (ends || known.complete().contains(last)) {
            return 3;
        }
        return said.size() >= 3 ? 1.5 : 1;
    }

    private static double byMelody(Prosody.Melody melody) {
        return switch (melody) {
            case FALLING -> 0.7;
            // Questions end so, but so do halves of sentences.
            case RISING -> 0.2;
            case LEVEL -> -0.7;
            case UNKNOWN -> 0;
        };
    }
}
