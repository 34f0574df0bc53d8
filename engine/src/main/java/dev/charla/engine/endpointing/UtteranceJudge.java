package dev.charla.engine.endpointing;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges whether somebody has said what they wanted to, by their words and the melody of their
 * voice. English alone: a sentence does not end in "the" or "because", and a voice that falls is at
 * its end more often than one that stays level.
 */
final class UtteranceJudge {
    /** Words after which a sentence goes on, unless it is heard to end there: "Yes, I can." */
    private static final Set<String> SOMETIMES_LAST =
            Set.of(
                    "also", "am", "can", "could", "does", "her", "in", "maybe", "might", "must",
                    "on", "please", "should", "so", "some", "then", "these", "will", "would");

    /** Words after which a sentence goes on. */
    private static final Set<String> DANGLING =
            Set.of(
                    "a",
                    "about",
                    "also",
                    "although",
                    "am",
                    "an",
                    "and",
                    "are",
                    "as",
                    "at",
                    "because",
                    "between",
                    "but",
                    "by",
                    "can",
                    "could",
                    "does",
                    "during",
                    "every",
                    "for",
                    "from",
                    "had",
                    "has",
                    "have",
                    "he",
                    "her",
                    "his",
                    "i",
                    "i'd",
                    "i'll",
                    "i'm",
                    "i've",
                    "if",
                    "in",
                    "into",
                    "is",
                    "its",
                    "like",
                    "may",
                    "maybe",
                    "might",
                    "must",
                    "my",
                    "nor",
                    "of",
                    "on",
                    "or",
                    "our",
                    "please",
                    "shall",
                    "she",
                    "should",
                    "since",
                    "so",
                    "some",
                    "than",
                    "that's",
                    "the",
                    "their",
                    "then",
                    "these",
                    "they",
                    "to",
                    "unless",
                    "until",
                    "very",
                    "was",
                    "we",
                    "were",
                    "what's",
                    "when",
                    "where's",
                    "whether",
                    "which",
                    "while",
                    "who's",
                    "whose",
                    "will",
                    "with",
                    "without",
                    "would",
                    "your");

    private static final Set<String> HESITATIONS =
            Set.of("ah", "er", "erm", "hm", "hmm", "mm", "uh", "um", "umm", "well");

    /** Answers that are whole in one word. */
    private static final Set<String> COMPLETE =
            Set.of(
                    "bye", "goodbye", "hello", "no", "nope", "ok", "okay", "right", "stop", "sure",
                    "thanks", "yeah", "yep", "yes");

    private static final Pattern PUNCTUATION = Pattern.compile("[.,;:!?…]+");

    private static final Pattern BROKEN_OFF = Pattern.compile("(?:\\.\\.\\.|…|-|–|—)$");

    private UtteranceJudge() {}

    /**
     * How likely it is that nothing more comes, 0 to 1; 1 where no word was made out, as there is
     * nothing to wait for then.
     */
    static double finished(String words, Prosody prosody) {
        List<String> said =
                words.isBlank()
                        ? List.of()
                        : List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        if (said.isEmpty()) {
            return 1;
        }
        double evidence = byWords(said) + byMelody(prosody.melody());
        return 1 / (1 + Math.exp(-evidence));
    }

    // Log odds. The words weigh more than the melody, which readers of lists and of questions bend.

    private static double byWords(List<String> said) {
        String written = said.getLast();
        String last = PUNCTUATION.matcher(written).replaceAll("");
        if (BROKEN_OFF.matcher(written).find() || HESITATIONS.contains(last)) {
            return -3;
        }
        if (written.endsWith(",")) {
            return -2.5;
        }
        if (written.endsWith("?")) {
            return 3;
        }
        boolean ends = written.endsWith(".") || written.endsWith("!");
        if (DANGLING.contains(last)) {
            // A recogniser sets a full stop wherever the audio ends, so it says little.
            return !ends || said.size() < 3 || !SOMETIMES_LAST.contains(last) ? -2.5 : 1;
        }
        if (ends || COMPLETE.contains(last)) {
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
