package dev.charla.engine.skills;

import dev.charla.engine.skills.SlotType.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a sum by precedence: brackets, powers, signs, then times and over, then plus and minus. */
final class SumParser {
    /** Brackets inside brackets; what a caller writes has no more, and each costs stack. */
    private static final int DEEPEST = 8;

    private static final Map<String, Operator> SYMBOLS =
            Map.of("x", Operator.TIMES, "^", Operator.POWER);

    private final Heard heard;
    private int at;
    private int depth;
    private int operations;

    private SumParser(Heard heard, int from) {
        this.heard = heard;
        this.at = from;
    }

    /** The sum at a place; empty when there is none, a number alone being none. */
    static List<Reading> parse(Heard heard, int from) {
        var parser = new SumParser(heard, from);
        Sum sum = parser.addition();
        return sum == null || parser.operations == 0
                ? List.of()
                : List.of(Reading.exact(sum, parser.at));
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
        if (!heard.has(at, "minus") && !heard.has(at, "negative")) {
            return power();
        }
        at++;
        Sum sum = power();
        if (sum instanceof Sum.Plain(var value)) {
            return new Sum.Plain(value.negate());
        }
        return sum == null
                ? null
                : new Sum.Told(
                        binaryOf(new Sum.Plain(BigDecimal.ZERO), Operator.MINUS, sum),
                        "minus " + sum.spoken());
    }

    private @Nullable Sum power() {
        Sum sum = function();
        while (sum != null) {
            if (take("squared") || take("cubed")) {
                sum = raised(sum, heard.word(at - 1));
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

    private Sum raised(Sum sum, String how) {
        operations++;
        BigDecimal exponent = BigDecimal.valueOf(how.equals("squared") ? 2 : 3);
        return new Sum.Told(
                binaryOf(sum, Operator.POWER, new Sum.Plain(exponent)), sum.spoken() + " " + how);
    }

    private @Nullable Sum function() {
        int start = at;
        take("the");
        if (take("square", "root", "of") || take("sqrt", "of") || take("sqrt")) {
            return applied(sum -> new Sum.Root(sum));
        }
        if (take("square", "of")) {
            return applied(sum -> raised(sum, "squared"));
        }
        if (take("cube", "of")) {
            return applied(sum -> raised(sum, "cubed"));
        }
        if (take("half", "of") || take("half")) {
            return applied(sum -> scaled(sum, "0.5", "half of "));
        }
        if (take("double") || take("twice")) {
            return applied(sum -> scaled(sum, "2", "twice "));
        }
        at = start;
        return operand();
    }

    private @Nullable Sum applied(Function<Sum, Sum> function) {
        Sum operand = signed();
        operations++;
        return operand == null ? null : function.apply(operand);
    }

    private static Sum scaled(Sum sum, String factor, String told) {
        return new Sum.Told(
                binaryOf(new Sum.Plain(new BigDecimal(factor)), Operator.TIMES, sum),
                told + sum.spoken());
    }

    private @Nullable Sum operand() {
        if (take("(")) {
            if (++depth > DEEPEST) {
                return null;
            }
            Sum inner = addition();
            return inner == null || !take(")")
                    ? null
                    : new Sum.Told(inner, "(" + inner.spoken() + ")");
        }
        Reading number = NumberSlot.longest(heard, at);
        if (number == null) {
            return null;
        }
        at = number.end();
        return new Sum.Plain((BigDecimal) number.value());
    }

    private @Nullable Sum binary(Sum left, Operator operator, @Nullable Sum right) {
        operations++;
        return right == null ? null : binaryOf(left, operator, right);
    }

    private static Sum binaryOf(Sum left, Operator operator, Sum right) {
        return new Sum.Binary(left, operator, right);
    }

    private @Nullable Operator operator(Operator... wanted) {
        List<Operator> accepted = List.of(wanted);
        for (var spoken : SumSlot.OPERATORS.entrySet()) {
            if (accepted.contains(spoken.getValue()) && take(spoken.getKey().split(" "))) {
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

    private boolean take(String... words) {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            said.add(heard.word(at + i));
        }
        if (!said.equals(List.of(words))) {
            return false;
        }
        at += words.length;
        return true;
    }
}
