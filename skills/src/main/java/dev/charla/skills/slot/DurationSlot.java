package dev.charla.skills.slot;

import dev.charla.skills.words.Heard;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stretch of time: "five minutes", "an hour and a half", "1 h 30 min". */
public final class DurationSlot implements SlotType {
    private static final long SECOND = 1;
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    /** Over a hundred years; keeps the arithmetic within a long. */
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(4_000_000_000L);

    private static final Map<String, Long> UNITS = new HashMap<>();

    static {
        List.of("second", "seconds", "sec", "secs", "s").forEach(word -> UNITS.put(word, SECOND));
        List.of("minute", "minutes", "min", "mins", "m").forEach(word -> UNITS.put(word, MINUTE));
        List.of("hour", "hours", "hr", "hrs", "h").forEach(word -> UNITS.put(word, HOUR));
    }

    @Override
    public List<Reading> read(Heard heard, int from) {
        Span first = span(heard, from);
        if (first == null) {
            return List.of();
        }
        BigDecimal sum = first.seconds();
        int at = first.end();
        Span next = span(heard, heard.has(at, "and") ? at + 1 : at);
        while (next != null) {
            sum = sum.add(next.seconds());
            at = next.end();
            next = span(heard, heard.has(at, "and") ? at + 1 : at);
        }
        return sum.compareTo(MOST_SECONDS) > 0
                ? List.of()
                : List.of(Reading.exact(Duration.ofMillis(sum.movePointRight(3).longValue()), at));
    }

    private static @Nullable Span span(Heard heard, int from) {
        Amount amount = amount(heard, from);
        if (amount == null) {
            return null;
        }
        Long unit = UNITS.get(heard.word(amount.end()));
        if (unit == null) {
            return null;
        }
        BigDecimal seconds = amount.value().multiply(BigDecimal.valueOf(unit));
        int at = amount.end() + 1;
        if (heard.has(at, "and") && heard.has(at + 1, "a") && heard.has(at + 2, "half")) {
            return new Span(seconds.add(BigDecimal.valueOf(unit).multiply(Amount.HALF)), at + 3);
        }
        return new Span(seconds, at);
    }

    private static @Nullable Amount amount(Heard heard, int from) {
        boolean article = heard.has(from, "a") || heard.has(from, "an") || heard.has(from, "half");
        if (!article) {
            var number = NumberSlot.longest(heard, from);
            return number == null ? null : new Amount((BigDecimal) number.value(), number.end());
        }
        if (heard.has(from, "half")) {
            boolean more = heard.has(from + 1, "a") || heard.has(from + 1, "an");
            return new Amount(Amount.HALF, more ? from + 2 : from + 1);
        }
        if (heard.has(from + 1, "quarter") && heard.has(from + 2, "of")) {
            return new Amount(new BigDecimal("0.25"), from + 4);
        }
        return heard.has(from + 1, "half")
                ? new Amount(Amount.HALF, from + 2)
                : new Amount(BigDecimal.ONE, from + 1);
    }

    @Override
    public String sample() {
        return "ten minutes";
    }

    /** "One minute and 30 seconds", for an answer; at least a second. */
    public static String spoken(Duration duration) {
        Duration rounded = duration.plusMillis(500);
        StringBuilder text = new StringBuilder();
        append(text, rounded.toHours(), "hour");
        append(text, rounded.toMinutesPart(), "minute");
        append(
                text,
                text.isEmpty() && rounded.toSeconds() == 0 ? 1 : rounded.toSecondsPart(),
                "second");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " and ")
                    .append(count)
                    .append(' ')
                    .append(unit)
                    .append(count == 1 ? "" : "s");
        }
    }

    private record Span(BigDecimal seconds, int end) {}

    private record Amount(BigDecimal value, int end) {
        static final BigDecimal HALF = new BigDecimal("0.5");
    }
}
