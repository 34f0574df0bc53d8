package dev.charla.skills.language;

import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Heard;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stretch of time: "cinco minutos", "hora y media", "media hora", "un cuarto de hora". */
final class SpanishDuration implements SlotType {
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(4_000_000_000L);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final SpanishNumber NUMBERS = new SpanishNumber(false);
    private static final Map<String, Long> UNITS = new HashMap<>();

    static {
        List.of("segundo", "segundos", "seg", "s").forEach(word -> UNITS.put(word, 1L));
        List.of("minuto", "minutos", "minutito", "min", "m").forEach(word -> UNITS.put(word, 60L));
        List.of("hora", "horas", "h").forEach(word -> UNITS.put(word, 3600L));
    }

    @Override
    public List<Reading> read(Heard heard, int from) {
        BigDecimal sum = BigDecimal.ZERO;
        int at = from;
        Span next = span(heard, from);
        while (next != null) {
            sum = sum.add(next.seconds());
            at = next.end();
            next = span(heard, heard.has(at, "y") ? at + 1 : at);
        }
        return at == from || sum.compareTo(MOST_SECONDS) > 0
                ? List.of()
                : List.of(Reading.exact(Duration.ofMillis(sum.movePointRight(3).longValue()), at));
    }

    private static @Nullable Span span(Heard heard, int from) {
        if (heard.has(from, "medio") || heard.has(from, "media")) {
            return withUnit(heard, HALF, from + 1);
        }
        if (heard.has(from, "un") && heard.has(from + 1, "cuarto") && heard.has(from + 2, "de")) {
            return withUnit(heard, new BigDecimal("0.25"), from + 3);
        }
        if (heard.has(from, "tres")
                && heard.has(from + 1, "cuartos")
                && heard.has(from + 2, "de")) {
            return withUnit(heard, new BigDecimal("0.75"), from + 3);
        }
        List<Reading> number = from < heard.size() ? NUMBERS.read(heard, from) : List.<Reading>of();
        if (!number.isEmpty()) {
            BigDecimal value = (BigDecimal) number.getFirst().value();
            return andAHalf(heard, withUnit(heard, value, number.getFirst().end()));
        }
        // "Hora y media" has no "una" before it.
        return UNITS.getOrDefault(heard.word(from), 0L) > 1 && heard.has(from + 1, "y")
                ? andAHalf(heard, withUnit(heard, BigDecimal.ONE, from))
                : null;
    }

    private static @Nullable Span withUnit(Heard heard, BigDecimal amount, int at) {
        Long unit = UNITS.get(heard.word(at));
        return unit == null
                ? null
                : new Span(amount.multiply(BigDecimal.valueOf(unit)), unit, at + 1);
    }

    /** "Dos horas y media". */
    private static @Nullable Span andAHalf(Heard heard, @Nullable Span span) {
        if (span == null
                || !heard.has(span.end(), "y")
                || !(heard.has(span.end() + 1, "media") || heard.has(span.end() + 1, "medio"))) {
            return span;
        }
        BigDecimal half = HALF.multiply(BigDecimal.valueOf(span.unit()));
        return new Span(span.seconds().add(half), span.unit(), span.end() + 2);
    }

    /** "1 minuto y 30 segundos", for an answer; at least a second. */
    static String spoken(Duration duration) {
        Duration rounded = duration.plusMillis(500);
        StringBuilder text = new StringBuilder();
        append(text, rounded.toHours(), "hora");
        append(text, rounded.toMinutesPart(), "minuto");
        append(
                text,
                text.isEmpty() && rounded.toSeconds() == 0 ? 1 : rounded.toSecondsPart(),
                "segundo");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            String one = unit.equals("hora") ? "una" : "un";
            text.append(text.isEmpty() ? "" : " y ")
                    .append(count == 1 ? one : count)
                    .append(' ')
                    .append(unit)
                    .append(count == 1 ? "" : "s");
        }
    }

    @Override
    public String sample() {
        return "diez minutos";
    }

    private record Span(BigDecimal seconds, long unit, int end) {}
}
