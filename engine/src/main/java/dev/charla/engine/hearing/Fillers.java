package dev.charla.engine.hearing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What listeners say without wanting the floor. English alone. */
final class Fillers {
    private static final Set<String> WORDS =
            Set.of(
                    "ah", "aha", "er", "erm", "hm", "hmm", "huh", "mhm", "mm", "mm-hmm", "mmm",
                    "oh", "uh", "uh-huh", "um", "umm", "yeah");

    private Fillers() {}

    /** Whether there is nothing else in it; so it is with no words at all. */
    static boolean only(String words) {
        return words.isBlank()
                || Arrays.stream(words.strip().toLowerCase(Locale.ROOT).split("[\\s,.!?…]+"))
                        .allMatch(WORDS::contains);
    }
}
