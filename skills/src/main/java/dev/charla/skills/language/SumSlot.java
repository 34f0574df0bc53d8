package dev.charla.skills.language;

import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Heard;
import java.util.List;

/** A whole sum, such as "12 * 7", "fifteen percent of eighty" or "the square root of nine". */
public record SumSlot(SumWords words) implements SlotType {
    @Override
    public List<Reading> read(Heard heard, int from) {
        return SumParser.parse(words, heard, from);
    }

    /** The words between two numbers as a slot, but for percentages. */
    static ListedSlot operators(SumWords words, Language language) {
        return new ListedSlot(
                words.operators().entrySet().stream()
                        .filter(way -> way.getValue() != Operator.PERCENT_OF)
                        .map(way ->
                                ListedSlot.Entry.of(way.getKey(), way.getValue().name(), language))
                        .toList());
    }

    @Override
    public String sample() {
        return "7 " + words.operators().keySet().iterator().next() + " 8";
    }
}
