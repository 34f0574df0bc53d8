package dev.charla.skills.answer;

import dev.charla.skills.language.Operator;
import dev.charla.skills.language.Sum;
import dev.charla.skills.language.SumException;
import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Turn;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Works out sums, and goes on from the last result. */
final class Sums implements Answerer {
    @Override
    public Set<String> intents() {
        return Set.of("sum", "go-on", "half", "double", "root", "square", "percent");
    }

    @Override
    public String answer(Turn turn) {
        Optional<Sum> sum = sum(turn);
        return sum.isEmpty() ? turn.line("nothing-yet") : result(turn, sum.get());
    }

    private static Optional<Sum> sum(Turn turn) {
        if (turn.intent().equals("sum")) {
            return turn.slot("sum", Sum.class);
        }
        return turn.memory().result().map(value -> goingOn(turn, new Sum.Plain(value)));
    }

    private static Sum goingOn(Turn turn, Sum last) {
        return switch (turn.intent()) {
            case "go-on" ->
                    new Sum.Binary(
                            last,
                            Operator.valueOf(turn.slot("operator", String.class).orElseThrow()),
                            number(turn));
            case "percent" -> new Sum.Binary(number(turn), Operator.PERCENT_OF, last);
            case "half" -> Sum.Manner.HALF.of(last);
            case "double" -> Sum.Manner.TWICE.of(last);
            case "root" -> Sum.Manner.ROOT.of(last);
            default -> Sum.Manner.SQUARED.of(last);
        };
    }

    private static Sum number(Turn turn) {
        return new Sum.Plain(turn.slot("number", BigDecimal.class).orElseThrow());
    }

    private static String result(Turn turn, Sum sum) {
        try {
            BigDecimal value = sum.value();
            turn.memory().result(value);
            String question = sum.spoken(turn.language());
            return turn.line(
                    "result",
                    Map.of(
                            "sum",
                            question.substring(0, 1).toUpperCase(Locale.ROOT)
                                    + question.substring(1),
                            "result",
                            turn.language().number(value)));
        } catch (SumException e) {
            return switch (e.reason()) {
                case DIVISION_BY_ZERO -> turn.line("division-by-zero");
                case NEGATIVE_ROOT -> turn.line("negative-root");
                case POWER -> turn.line("power");
                case TOO_LARGE -> turn.line("too-large");
            };
        }
    }
}
