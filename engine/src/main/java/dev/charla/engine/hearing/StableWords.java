package dev.charla.engine.hearing;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Turns changing hypotheses into additions: a word is reported once two consecutive hypotheses
 * agree on it and on all words before it, apart from capitals and punctuation. Confined to the
 * session's loop.
 */
public final class StableWords {
    private static final Pattern PUNCTUATION = Pattern.compile("[.,;:!?…]+");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…]+$");

    private List<String> last = List.of();
    private int told;
    private List<String> toldWords = List.of();

    /**
     * The words to add, empty when there are none.
     *
     * @param hypothesis all words so far
     */
    public String add(String hypothesis) {
        List<String> words =
                hypothesis.isBlank() ? List.of() : List.of(hypothesis.strip().split("\\s+"));
        int agreed = agreement(last, words);
        last = words;
        if (agreed <= told || agreement(toldWords, words) < told) {
            return "";
        }
        String addition = (told == 0 ? "" : " ") + String.join(" ", words.subList(told, agreed));
        if (agreed == words.size()) {
            // A recogniser ends every hypothesis with a full stop, whatever follows.
            addition = SENTENCE_END.matcher(addition).replaceFirst("");
        }
        told = agreed;
        toldWords = List.copyOf(words.subList(0, agreed));
        return addition;
    }

    private static int agreement(List<String> one, List<String> other) {
        int count = 0;
        while (count < one.size()
                && count < other.size()
                && plain(one.get(count)).equals(plain(other.get(count)))) {
            count++;
        }
        return count;
    }

    private static String plain(String word) {
        return PUNCTUATION.matcher(word).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
