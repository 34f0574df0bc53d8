package dev.charla.engine.skills;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole sum, such as "12 * 7", "fifteen percent of eighty" or "the square root of nine". */
record SumSlot(SumWords words) implements SlotType {
    @Override
    public List<Reading> read(Heard heard, int from) {
        return SumParser.parse(words, heard, from);
    }

    /** The words between two numbers as a slot, but for percentages. */
    static ListedSlot operators(SumWords words, Language language) {
        return new ListedSlot(
                "follow_operator",
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

    @Override
    public String ruleName() {
        return "sum";
    }

    @Override
    public Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>(new NumberSlot().rules());
        rules.put("operator", String.join(" | ", words.operators().keySet()));
        rules.put(
                ruleName(),
                "[the] (square root of | square of | cube of | half of | double | twice) <number>"
                        + " | <number> (squared | cubed | <operator> <number> [<operator> <number>])");
        return rules;
    }
}
