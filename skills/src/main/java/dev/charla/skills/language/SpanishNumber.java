package dev.charla.skills.language;

import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Heard;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Spanish number in digits or in words: "23", "veintitrés", "dos coma cinco", "tres y medio".
 *
 * @param small whether only whole numbers from 1 to 99 count, as {@code Integer}
 */
record SpanishNumber(boolean small) implements SlotType {
    private static final Map<String, Long> BELOW_THIRTY = new HashMap<>();
    private static final Map<String, Long> TENS = new HashMap<>();
    private static final Map<String, Long> HUNDREDS = new HashMap<>();
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal LIMIT = BigDecimal.valueOf(100);
    private static final int MOST_DIGITS = 30;

    static {
        List<String> first =
                List.of(
                        "cero",
                        "uno",
                        "dos",
                        "tres",
                        "cuatro",
                        "cinco",
                        "seis",
                        "siete",
                        "ocho",
                        "nueve",
                        "diez",
                        "once",
                        "doce",
                        "trece",
                        "catorce",
                        "quince",
                        "dieciseis",
                        "diecisiete",
                        "dieciocho",
                        "diecinueve",
                        "veinte",
                        "veintiuno",
                        "veintidos",
                        "veintitres",
                        "veinticuatro",
                        "veinticinco",
                        "veintiseis",
                        "veintisiete",
                        "veintiocho",
                        "veintinueve");
        first.forEach(word -> BELOW_THIRTY.put(word, (long) first.indexOf(word)));
        List.of("un", "una").forEach(word -> BELOW_THIRTY.put(word, 1L));
        List.of("veintiun", "veintiuna").forEach(word -> BELOW_THIRTY.put(word, 21L));
        List<String> tens =
                List.of(
                        "treinta",
                        "cuarenta",
                        "cincuenta",
                        "sesenta",
                        "setenta",
                        "ochenta",
                        "noventa");
        tens.forEach(word -> TENS.put(word, 30L + 10L * tens.indexOf(word)));
        HUNDREDS.put("cien", 100L);
        HUNDREDS.put("ciento", 100L);
        List<String> hundreds =
                List.of(
                        "doscient",
                        "trescient",
                        "cuatrocient",
                        "quinient",
                        "seiscient",
                        "setecient",
                        "ochocient",
                        "novecient");
        hundreds.forEach(stem -> {
            HUNDREDS.put(stem + "os", 200L + 100L * hundreds.indexOf(stem));
            HUNDREDS.put(stem + "as", 200L + 100L * hundreds.indexOf(stem));
        });
    }

    @Override
    public List<Reading> read(Heard heard, int from) {
        Reading reading = longest(heard, from);
        if (reading == null || !small) {
            return reading == null ? List.of() : List.of(reading);
        }
        BigDecimal value = (BigDecimal) reading.value();
        boolean fits =
                value.signum() > 0
                        && value.compareTo(LIMIT) < 0
                        && value.stripTrailingZeros().scale() <= 0;
        return fits ? List.of(Reading.exact(value.intValueExact(), reading.end())) : List.of();
    }

    private static @Nullable Reading longest(Heard heard, int from) {
        boolean digits = from < heard.size() && heard.tokens().get(from).isDigits();
        Count whole = digits ? digits(heard, from) : words(heard, from);
        return whole == null ? null : fraction(heard, whole);
    }

    private static @Nullable Count digits(Heard heard, int from) {
        if (heard.word(from).length() > MOST_DIGITS) {
            return null;
        }
        BigDecimal value = new BigDecimal(heard.word(from));
        return scaled(heard, new Count(value, from + 1));
    }

    /** "3 mil", "2 millones". */
    private static Count scaled(Heard heard, Count count) {
        return switch (heard.word(count.end())) {
            case "mil" ->
                    new Count(count.value().multiply(BigDecimal.valueOf(1000)), count.end() + 1);
            case "millon", "millones" ->
                    new Count(
                            count.value().multiply(BigDecimal.valueOf(1_000_000)), count.end() + 1);
            default -> count;
        };
    }

    private static @Nullable Count words(Heard heard, int from) {
        Count millions = belowThousand(heard, from);
        long sum = 0;
        int at = from;
        if (millions != null
                && (heard.has(millions.end(), "millon") || heard.has(millions.end(), "millones"))) {
            sum = millions.value().longValue() * 1_000_000;
            at = millions.end() + 1;
        }
        Count thousands = belowThousand(heard, at);
        if (thousands != null && heard.has(thousands.end(), "mil")) {
            sum += thousands.value().longValue() * 1000;
            at = thousands.end() + 1;
        } else if (heard.has(at, "mil")) {
            sum += 1000;
            at++;
        }
        Count rest = belowThousand(heard, at);
        if (rest != null && (sum == 0 || rest.value().signum() > 0)) {
            sum += rest.value().longValue();
            at = rest.end();
        }
        return at == from ? null : new Count(BigDecimal.valueOf(sum), at);
    }

    private static @Nullable Count belowThousand(Heard heard, int from) {
        Long hundreds = HUNDREDS.get(heard.word(from));
        if (hundreds == null) {
            return belowHundred(heard, from);
        }
        Count rest = belowHundred(heard, from + 1);
        return rest == null || rest.value().signum() == 0
                ? new Count(BigDecimal.valueOf(hundreds), from + 1)
                : new Count(rest.value().add(BigDecimal.valueOf(hundreds)), rest.end());
    }

    private static @Nullable Count belowHundred(Heard heard, int from) {
        Long tens = TENS.get(heard.word(from));
        if (tens == null) {
            Long value = BELOW_THIRTY.get(heard.word(from));
            return value == null ? null : new Count(BigDecimal.valueOf(value), from + 1);
        }
        Long unit = heard.has(from + 1, "y") ? BELOW_THIRTY.get(heard.word(from + 2)) : null;
        return unit != null && unit > 0 && unit < 10
                ? new Count(BigDecimal.valueOf(tens + unit), from + 3)
                : new Count(BigDecimal.valueOf(tens), from + 1);
    }

    private static Reading fraction(Heard heard, Count whole) {
        int at = whole.end();
        if (heard.has(at, "y") && (heard.has(at + 1, "medio") || heard.has(at + 1, "media"))) {
            return Reading.exact(whole.value().add(HALF), at + 2);
        }
        if (!heard.has(at, "coma") && !heard.has(at, "punto")) {
            return Reading.exact(whole.value(), at);
        }
        StringBuilder digits = new StringBuilder();
        int end = at + 1;
        while (end < heard.size()) {
            Count next = words(heard, end);
            if (next == null) {
                break;
            }
            digits.append(next.value().toPlainString());
            end = next.end();
        }
        return digits.isEmpty()
                ? Reading.exact(whole.value(), at)
                : Reading.exact(whole.value().add(new BigDecimal("0." + digits)), end);
    }

    @Override
    public String sample() {
        return "veinte";
    }

    private record Count(BigDecimal value, int end) {}
}
