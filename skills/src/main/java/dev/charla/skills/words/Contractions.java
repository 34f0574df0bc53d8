package dev.charla.skills.words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short forms such as "what's". Phrases and callers' words are compared in the long form. */
final class Contractions {
    private static final Map<String, String> LONG = new LinkedHashMap<>();

    /** Short forms people type without the apostrophe that are no other word. */
    private static final List<String> BARE =
            List.of(
                    "what's", "who's", "where's", "how's", "that's", "i'm", "don't", "didn't",
                    "doesn't", "isn't", "can't", "you're");

    static {
        for (String subject : List.of("what", "who", "where", "how", "that", "it", "when", "he")) {
            LONG.put(subject + "'s", subject + " is");
        }
        LONG.put("i'm", "i am");
        LONG.put("you're", "you are");
        LONG.put("don't", "do not");
        LONG.put("didn't", "did not");
        LONG.put("doesn't", "does not");
        LONG.put("isn't", "is not");
        LONG.put("can't", "can not");
        LONG.put("i'll", "i will");
        LONG.put("i'd", "i would");
        LONG.put("let's", "let us");
        LONG.put("name's", "name is");
        BARE.forEach(contraction ->
                LONG.put(
                        contraction.replace("'", ""), LONG.getOrDefault(contraction, contraction)));
    }

    private Contractions() {}

    /** The long form, or the word itself. */
    static String expand(String word) {
        return LONG.getOrDefault(word, word);
    }
}
