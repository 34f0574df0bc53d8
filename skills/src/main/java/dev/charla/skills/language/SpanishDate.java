package dev.charla.skills.language;

import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Heard;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.List;

/** A day of the year: "el 25 de diciembre", "primero de mayo". */
final class SpanishDate implements SlotType {
    private static final SpanishNumber NUMBERS = new SpanishNumber(false);
    private static final List<String> MONTHS =
            List.of(
                    "enero",
                    "febrero",
                    "marzo",
                    "abril",
                    "mayo",
                    "junio",
                    "julio",
                    "agosto",
                    "septiembre",
                    "octubre",
                    "noviembre",
                    "diciembre");
    private static final int LAST_DAY = 31;

    @Override
    public List<Reading> read(Heard heard, int from) {
        int at = heard.has(from, "el") ? from + 1 : from;
        int day = 0;
        if (heard.has(at, "primero")) {
            day = 1;
            at++;
        } else if (at < heard.size()) {
            List<Reading> number = NUMBERS.read(heard, at);
            if (!number.isEmpty()) {
                BigDecimal value = (BigDecimal) number.getFirst().value();
                boolean possible =
                        value.signum() > 0
                                && value.compareTo(BigDecimal.valueOf(LAST_DAY)) <= 0
                                && value.stripTrailingZeros().scale() <= 0;
                day = possible ? value.intValueExact() : 0;
                at = number.getFirst().end();
            }
        }
        String named = heard.word(at + 1).equals("setiembre") ? "septiembre" : heard.word(at + 1);
        int month = MONTHS.indexOf(named) + 1;
        if (day == 0 || !heard.has(at, "de") || month == 0) {
            return List.of();
        }
        try {
            return List.of(Reading.exact(MonthDay.of(month, day), at + 2));
        } catch (DateTimeException _) {
            // The 31st of June is no date.
            return List.of();
        }
    }

    @Override
    public String sample() {
        return "el 1 de mayo";
    }
}
