package dev.charla.skills.language;

import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Heard;
import dev.charla.skills.words.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Words from a list; each entry stands for a value. */
public record ListedSlot(List<Entry> entries) implements SlotType {
    /** One way to say a value. */
    public record Entry(List<String> words, String value) {
        public Entry {
            words = List.copyOf(words);
        }

        public static Entry of(String text, String value, Language language) {
            return new Entry(language.words(text).stream().map(Token::word).toList(), value);
        }
    }

    public ListedSlot {
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
}
