package dev.charla.skills.answer;

import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Turn;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** Coins, dice, random numbers and jokes. */
final class Play implements Answerer {
    private static final long MOST = 1_000_000_000_000L;

    @Override
    public Set<String> intents() {
        return Set.of("coin", "die", "dice", "number", "joke", "story");
    }

    @Override
    public String answer(Turn turn) {
        if (!turn.intent().equals("number")) {
            turn.memory().more(turn.match().intent().id());
        }
        return switch (turn.intent()) {
            case "coin" -> turn.says(Map.of("side", side(turn)));
            case "die" -> turn.says(Map.of("number", String.valueOf(roll(turn))));
            case "dice" -> {
                long one = roll(turn);
                long two = roll(turn);
                yield turn.says(
                        Map.of(
                                "one", String.valueOf(one),
                                "two", String.valueOf(two),
                                "sum", String.valueOf(one + two)));
            }
            case "number" -> number(turn);
            default -> {
                turn.memory().offer(turn.match().intent().id());
                yield turn.variation()
                        .rotate(turn.match().intent().id(), turn.match().intent().says());
            }
        };
    }

    private static String side(Turn turn) {
        return turn.language().coin().get((int) turn.variation().between(0, 1));
    }

    private static long roll(Turn turn) {
        return turn.variation().between(1, 6);
    }

    private static String number(Turn turn) {
        BigDecimal a = turn.slot("low", BigDecimal.class).orElse(BigDecimal.ONE);
        BigDecimal b = turn.slot("high", BigDecimal.class).orElse(BigDecimal.valueOf(100));
        if (b.max(a).compareTo(BigDecimal.valueOf(MOST)) > 0) {
            return turn.line("too-large");
        }
        long low = a.min(b).longValue();
        long high = a.max(b).longValue();
        String number =
                turn.language().number(BigDecimal.valueOf(turn.variation().between(low, high)));
        return turn.says(
                Map.of(
                        "number", number,
                        "low", turn.language().number(BigDecimal.valueOf(low)),
                        "high", turn.language().number(BigDecimal.valueOf(high))));
    }
}
