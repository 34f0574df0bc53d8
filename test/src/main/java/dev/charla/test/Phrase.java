package dev.charla.test;

import dev.charla.test.report.Recording.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words to be found among others, whatever their capitals and marks. */
final class Phrase {
    private final String text;
    private final List<String> sought;

    Phrase(String text) {
        this.text = text;
        this.sought = words(text);
        if (sought.isEmpty()) {
            throw new IllegalArgumentException(
                    "An expectation needs words: '" + text + "' has none.");
        }
    }

    /** Where it was found: from the word of that number to before the other. */
    record Place(int from, int to) {}

    /** Its first place among words from that number on; null when it is not there. */
    @Nullable Place in(List<Word> words, int from) {
        var plain = new ArrayList<String>();
        var numbers = new ArrayList<Integer>();
        for (int i = from; i < words.size(); i++) {
            for (var word : words(words.get(i).text())) {
                plain.add(word);
                numbers.add(i);
            }
        }
        for (int i = 0; i + sought.size() <= plain.size(); i++) {
            if (plain.subList(i, i + sought.size()).equals(sought)) {
                return new Place(numbers.get(i), numbers.get(i + sought.size() - 1) + 1);
            }
        }
        return null;
    }

    /** Whether a text has it. */
    boolean in(String other) {
        return Collections.indexOfSubList(words(other), sought) >= 0;
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    @Override
    public String toString() {
        return "“" + text + "”";
    }
}
