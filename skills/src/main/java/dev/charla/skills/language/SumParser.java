package dev.charla.skills.language;

import dev.charla.skills.slot.SlotType.Reading;
import dev.charla.skills.words.Heard;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a sum by precedence: brackets, powers, signs, then times and over, then plus and minus. */
final class SumParser {
    /** Brackets inside brackets; what a caller writes has no more, and each costs stack. */
    private static final int DEEPEST = 8;

    private static final Map<String, Operator> SYMBOLS =
            Map.of("x", Operator.TIMES, "^", Operator.POWER);

    private final SumWords words;
    private final Heard heard;
    private int at;
    private int depth;
    private int operations;

    private SumParser(SumWords words, Heard heard, int from) {
        this.words = words;
        this.heard = heard;
        this.at = from;
    }

    /** The sum at a place; empty when there is none, a number alone being none. */
    static List<Reading> parse(SumWords words, Heard heard, int from) {
        var parser = new SumParser(words, heard, from);
        Sum sum = parser.verb();
        if (sum == null) {
            sum = parser.addition();
        }
        return sum == null || parser.operations == 0
                ? List.of()
                : List.of(Reading.exact(sum, parser.at));
    }

    /** "Add seven and eight". */
    private @Nullable Sum verb() {
        int start = at;
        skip();
        int from = at;
        for (SumWords.Verb verb : words.verbs()) {
            at = from;
            if (take(verb.word())) {
                Sum first = signed();
                if (first != null && verb.between().stream().anyMatch(this::take)) {
                    Sum second = signed();
                    if (second != null) {
                        operations++;
                        return verb.reversed()
                                ? new Sum.Binary(second, verb.operator(), first)
                                : new Sum.Binary(first, verb.operator(), second);
                    }
                }
            }
        }
        at = start;
        operations = 0;
        return null;
    }

    private @Nullable Sum addition() {
        Sum sum = product();
        while (sum != null) {
            Operator operator = operator(Operator.PLUS, Operator.MINUS);
            if (operator == null) {
                return sum;
            }
            sum = binary(sum, operator, product());
        }
        return null;
    }

    private @Nullable Sum product() {
        Sum sum = signed();
        while (sum != null) {
            Operator operator = operator(Operator.TIMES, Operator.OVER, Operator.PERCENT_OF);
            if (operator == null) {
                return sum;
            }
            sum = binary(sum, operator, signed());
        }
        return null;
    }

    private @Nullable Sum signed() {
        if (!words.minus().contains(heard.word(at))) {
            return power();
        }
        at++;
        Sum sum = power();
        if (sum instanceof Sum.Plain(var value)) {
            return new Sum.Plain(value.negate());
        }
        return sum == null ? null : Sum.Manner.MINUS.of(sum);
    }

    private @Nullable Sum power() {
        Sum sum = function();
        while (sum != null) {
            Sum.Manner manner = manner(words.after());
            if (manner != null) {
                operations++;
                sum = manner.of(sum);
            } else {
                Operator operator = operator(Operator.POWER);
                if (operator == null) {
                    return sum;
                }
                sum = binary(sum, operator, signed());
            }
        }
        return null;
    }

    private @Nullable Sum function() {
        int start = at;
        skip();
        Sum.Manner manner = manner(words.before());
        if (manner != null) {
            Sum operand = signed();
            operations++;
            return operand == null ? null : manner.of(operand);
        }
        // "The seven" is a number of Spanish percentages: "el diez por ciento".
        Sum operand = operand();
        if (operand == null) {
            at = start;
            operand = operand();
        }
        return operand;
    }

    private void skip() {
        if (words.skipped().contains(heard.word(at))) {
            at++;
        }
    }

    private @Nullable Sum operand() {
        if (takes(List.of("("))) {
            if (++depth > DEEPEST) {
                return null;
            }
            Sum inner = addition();
            return inner == null || !takes(List.of(")")) ? null : Sum.Manner.BRACKETS.of(inner);
        }
        List<Reading> numbers =
                at < heard.size() ? words.numbers().read(heard, at) : List.<Reading>of();
        if (numbers.isEmpty()) {
            return null;
        }
        at = numbers.getFirst().end();
        return new Sum.Plain((BigDecimal) numbers.getFirst().value());
    }

    private @Nullable Sum binary(Sum left, Operator operator, @Nullable Sum right) {
        operations++;
        return right == null ? null : new Sum.Binary(left, operator, right);
    }

    private Sum.@Nullable Manner manner(Map<String, Sum.Manner> manners) {
        for (var way : manners.entrySet()) {
            if (take(way.getKey())) {
                return way.getValue();
            }
        }
        return null;
    }

    private @Nullable Operator operator(Operator... wanted) {
        List<Operator> accepted = List.of(wanted);
        for (var spoken : words.operators().entrySet()) {
            if (accepted.contains(spoken.getValue()) && take(spoken.getKey())) {
                return spoken.getValue();
            }
        }
        Operator symbol = SYMBOLS.get(heard.word(at));
        if (symbol != null && accepted.contains(symbol)) {
            at++;
            return symbol;
        }
        return null;
    }

    private boolean take(String run) {
        return takes(List.of(run.split(" ")));
    }

    private boolean takes(List<String> run) {
        for (int i = 0; i < run.size(); i++) {
            if (!heard.has(at + i, run.get(i))) {
                return false;
            }
        }
        at += run.size();
        return true;
    }
}
