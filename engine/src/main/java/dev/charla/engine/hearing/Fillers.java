package dev.charla.engine.hearing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Back-channels: words with which listeners do not want the floor. English only. */
final class Fillers {
    private static final Set<String> WORDS =
            Set.of(
                    "ah", "aha", "er", "erm", "hm", "hmm", "huh", "mhm", "mm", "mm-hmm", "mmm",
                    "oh", "uh", "uh-huh", "um", "umm", "yeah");

    private Fillers() {}

    /** Whether the text contains nothing else; true also without any words. */
    static boolean only(String words) {
        return words.isBlank()
                || Arrays.stream(words.strip().toLowerCase(Locale.ROOT).split("[\\s,.!?…]+"))
                        .allMatch(WORDS::contains);
    }
}
