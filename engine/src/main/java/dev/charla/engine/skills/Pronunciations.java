package dev.charla.engine.skills;

import java.util.Set;
import java.util.regex.Pattern;

/** How words are pronounced that the recogniser's dictionary lacks. */
final class Pronunciations {
    /** CMU dictionary of US English: a word, a space and its phones in each line. */
    static final String DICTIONARY = "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict";

    /** The phones of the CMU dictionary, without stress. */
    private static final Set<String> PHONES =
            Set.of(
                    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F",
                    "G", "HH", "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R",
                    "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH");

    private static final Pattern SPACE = Pattern.compile(" +");

    private Pronunciations() {}

    /** The first part of {@code phones} that is no phone, empty when all are. */
    static String unknownPhone(String phones) {
        return SPACE.splitAsStream(phones.strip())
                .filter(phone -> !PHONES.contains(phone))
                .findFirst()
                .orElse("");
    }
}
