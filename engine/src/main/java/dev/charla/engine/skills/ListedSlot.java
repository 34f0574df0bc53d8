package dev.charla.engine.skills;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Words from a list; each entry stands for a value.
 *
 * @param ruleName the name of its rule in the grammar
 */
record ListedSlot(String ruleName, List<Entry> entries) implements SlotType {
    /** Ways with digits in them can only be typed. */
    private static final Pattern SPOKEN = Pattern.compile("[a-z' ]+");

    /** One way to say a value. */
    record Entry(List<String> words, String value) {
        Entry {
            words = List.copyOf(words);
        }

        static Entry of(String text, String value, Language language) {
            return new Entry(language.words(text).stream().map(Token::word).toList(), value);
        }
    }

    ListedSlot {
        entries = List.copyOf(entries);
    }

    @Override
    public List<Reading> read(Heard heard, int from) {
        List<Reading> readings = new ArrayList<>();
        for (Entry entry : entries) {
            int typos = typos(heard, from, entry.words());
            if (typos != Heard.DIFFERENT) {
                readings.add(new Reading(entry.value(), from + entry.words().size(), typos));
            }
        }
        readings.sort(Comparator.comparingInt(Reading::end).reversed());
        return readings;
    }

    @Override
    public String sample() {
        return entries.isEmpty() ? "" : String.join(" ", entries.getFirst().words());
    }

    private static int typos(Heard heard, int from, List<String> words) {
        int sum = 0;
        for (int i = 0; i < words.size(); i++) {
            int typos = heard.typos(from + i, words.get(i));
            if (typos == Heard.DIFFERENT) {
                return Heard.DIFFERENT;
            }
            sum += typos;
        }
        return sum;
    }

    @Override
    public Map<String, String> rules() {
        List<String> ways =
                entries.stream()
                        .map(entry -> String.join(" ", entry.words()))
                        .filter(way -> SPOKEN.matcher(way).matches())
                        .distinct()
                        .toList();
        return Map.of(ruleName, String.join(" | ", ways));
    }
}
