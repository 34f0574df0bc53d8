package dev.charla.engine.skills;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole sum, such as "12 * 7", "fifteen percent of eighty" or "the square root of nine". */
final class SumSlot implements SlotType {
    /** The words between two numbers, and what they do. */
    static final Map<String, Operator> OPERATORS = new LinkedHashMap<>();

    static {
        OPERATORS.put("plus", Operator.PLUS);
        OPERATORS.put("minus", Operator.MINUS);
        OPERATORS.put("times", Operator.TIMES);
        OPERATORS.put("multiplied by", Operator.TIMES);
        OPERATORS.put("divided by", Operator.OVER);
        OPERATORS.put("over", Operator.OVER);
        OPERATORS.put("percent of", Operator.PERCENT_OF);
        OPERATORS.put("to the power of", Operator.POWER);
    }

    @Override
    public List<Reading> read(Heard heard, int from) {
        return SumParser.parse(heard, from);
    }

    @Override
    public String ruleName() {
        return "sum";
    }

    @Override
    public Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>(new NumberSlot().rules());
        rules.put("operator", String.join(" | ", OPERATORS.keySet()));
        rules.put(
                ruleName(),
                "[the] (square root of | square of | cube of | half of | double | twice) <number>"
                        + " | <number> (squared | cubed | <operator> <number> [<operator> <number>])");
        return rules;
    }
}
