package dev.charla.skills.answer;

import dev.charla.skills.language.Unit;
import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Memory;
import dev.charla.skills.set.Turn;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Converts between units of the same kind. */
final class UnitConversion implements Answerer {
    private static final BigDecimal ABSOLUTE_ZERO_KELVIN = BigDecimal.ZERO;

    @Override
    public Set<String> intents() {
        return Set.of("convert", "again");
    }

    @Override
    public String answer(Turn turn) {
        Unit to = turn.slot("to", Unit.class).orElseThrow();
        Optional<Memory.Quantity> from = quantity(turn);
        if (from.isEmpty()) {
            return turn.line("nothing-yet");
        }
        Unit unit = from.get().unit();
        if (unit.kind() != to.kind()) {
            return turn.line(
                    "different",
                    Map.of("from", turn.language().units(unit), "to", turn.language().units(to)));
        }
        boolean tooCold =
                unit.kind() == Unit.Kind.TEMPERATURE
                        && unit.to(Unit.KELVIN, from.get().amount()).compareTo(ABSOLUTE_ZERO_KELVIN)
                                < 0;
        if (tooCold) {
            return turn.line("too-cold");
        }
        turn.memory().quantity(from.get());
        String question = turn.language().amount(from.get().amount(), unit);
        return turn.line(
                "result",
                Map.of(
                        "from",
                        question.substring(0, 1).toUpperCase(Locale.ROOT) + question.substring(1),
                        "is",
                        turn.language().makes(from.get().amount()),
                        "to",
                        turn.language().amount(unit.to(to, from.get().amount()), to)));
    }

    private static Optional<Memory.Quantity> quantity(Turn turn) {
        if (turn.intent().equals("again")) {
            return turn.memory().quantity();
        }
        BigDecimal amount = turn.slot("number", BigDecimal.class).orElse(BigDecimal.ONE);
        BigDecimal signed = turn.slot("sign", String.class).isPresent() ? amount.negate() : amount;
        return turn.slot("from", Unit.class).map(unit -> new Memory.Quantity(signed, unit));
    }
}
