package dev.charla.engine.endpointing;

import java.util.Locale;
import java.util.Set;

/**
 * Words of a language that show whether a sentence is complete.
 *
 * @param dangling words after which a sentence continues
 * @param sometimesLast those of them that may also end a sentence: "Yes, I can."
 * @param hesitations words that people say while they think
 * @param complete answers that are complete in one word
 */
record UtteranceWords(
        Set<String> dangling,
        Set<String> sometimesLast,
        Set<String> hesitations,
        Set<String> complete) {
    private static final UtteranceWords ENGLISH =
            new UtteranceWords(
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
                            "your"),
                    Set.of(
                            "also", "am", "can", "could", "does", "her", "in", "maybe", "might",
                            "must", "on", "please", "should", "so", "some", "then", "these", "will",
                            "would"),
                    Set.of("ah", "er", "erm", "hm", "hmm", "mm", "uh", "um", "umm", "well"),
                    Set.of(
                            "bye", "goodbye", "hello", "no", "nope", "ok", "okay", "right", "stop",
                            "sure", "thanks", "yeah", "yep", "yes"));

    /** With their accents, as recognisers write them: "sí" answers, and after "si" more comes. */
    private static final UtteranceWords SPANISH =
            new UtteranceWords(
                    Set.of(
                            "a",
                            "al",
                            "ante",
                            "aunque",
                            "bajo",
                            "con",
                            "contra",
                            "cual",
                            "cuando",
                            "cuya",
                            "cuyo",
                            "de",
                            "del",
                            "desde",
                            "donde",
                            "e",
                            "el",
                            "en",
                            "entre",
                            "es",
                            "este",
                            "eres",
                            "está",
                            "están",
                            "estoy",
                            "fue",
                            "fueron",
                            "ha",
                            "han",
                            "has",
                            "hasta",
                            "he",
                            "la",
                            "las",
                            "lo",
                            "los",
                            "me",
                            "mi",
                            "mientras",
                            "mis",
                            "muy",
                            "ni",
                            "o",
                            "para",
                            "pero",
                            "por",
                            "porque",
                            "que",
                            "quiero",
                            "según",
                            "si",
                            "sin",
                            "sino",
                            "sobre",
                            "soy",
                            "su",
                            "sus",
                            "también",
                            "te",
                            "tu",
                            "tus",
                            "u",
                            "un",
                            "una",
                            "unas",
                            "unos",
                            "y"),
                    Set.of(
                            "está", "están", "es", "este", "soy", "eres", "fue", "también", "me",
                            "te", "quiero", "lo", "la", "las", "los", "cuando", "donde", "he", "ha",
                            "han", "has", "sobre"),
                    Set.of("eh", "em", "ehm", "mmm", "mm", "hm", "hmm", "pues"),
                    Set.of(
                            "sí",
                            "no",
                            "vale",
                            "adiós",
                            "hola",
                            "gracias",
                            "claro",
                            "bien",
                            "ok",
                            "okay",
                            "exacto",
                            "correcto",
                            "basta",
                            "bueno",
                            "para"));

    /** Of a language whose words are not known, punctuation and melody tell. */
    private static final UtteranceWords UNKNOWN =
            new UtteranceWords(Set.of(), Set.of(), Set.of(), Set.of());

    /**
     * @param language BCP 47 tag
     */
    static UtteranceWords of(String language) {
        return switch (Locale.forLanguageTag(language).getLanguage()) {
            case "en" -> ENGLISH;
            case "es" -> SPANISH;
            default -> UNKNOWN;
        };
    }
}
