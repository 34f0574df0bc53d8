package dev.charla.skills.slot;

import dev.charla.engine.words.NumberWords;
import dev.charla.skills.words.Heard;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number in digits or in words: "23", "2.5", "twenty three", "two point five", "two and a half".
 * Tens and units that a recogniser writes apart, "60, 6", are one number.
 */
public final class NumberSlot implements SlotType {
    private static final Map<String, Long> SMALL = new HashMap<>();
    private static final Map<String, Long> LARGE =
            Map.of("thousand", 1_000L, "million", 1_000_000L, "billion", 1_000_000_000L);

    private static final Set<String> TENS = Set.of("20", "30", "40", "50", "60", "70", "80", "90");

    /** A longer number is no number anybody wants worked with. */
    private static final int MOST_DIGITS = 30;

    private static final BigDecimal HALF = new BigDecimal("0.5");

    static {
        NumberWords.BELOW_TWENTY.forEach(
                word -> SMALL.put(word, (long) NumberWords.BELOW_TWENTY.indexOf(word)));
        NumberWords.TENS.forEach(
                word -> SMALL.put(word, 20L + 10L * NumberWords.TENS.indexOf(word)));
    }

    @Override
    public List<Reading> read(Heard heard, int from) {
        Reading reading = longest(heard, from);
        if (reading == null) {
            return List.of();
        }
        List<Reading> readings = new ArrayList<>(List.of(reading));
        // "From nine hundred and seven" may hold two numbers.
        for (int and = reading.end() - 1; and > from; and--) {
            if (heard.has(and, "and")) {
                Reading shorter = longest(new Heard(heard.tokens().subList(0, and), false), from);
                if (shorter != null) {
                    readings.add(shorter);
                }
            }
        }
        return readings;
    }

    /** The longest number that begins at {@code from}, null when none does. */
    static @Nullable Reading longest(Heard heard, int from) {
        Reading whole =
                from < heard.size() && heard.tokens().get(from).isDigits()
                        ? digits(heard, from)
                        : words(heard, from);
        return whole == null ? null : fraction(heard, whole);
    }

    private static @Nullable Reading digits(Heard heard, int from) {
        if (heard.word(from).length() > MOST_DIGITS) {
            return null;
        }
        BigDecimal value = new BigDecimal(heard.word(from));
        int at = from + 1;
        int unit = TENS.contains(heard.word(from)) ? unit(heard.word(at)) : 0;
        if (unit > 0) {
            value = value.add(BigDecimal.valueOf(unit));
            at++;
        }
        Long factor = LARGE.get(heard.word(at));
        return factor == null
                ? Reading.exact(value, at)
                : Reading.exact(value.multiply(BigDecimal.valueOf(factor)), at + 1);
    }

    private static @Nullable Reading words(Heard heard, int from) {
        if (heard.has(from, "zero")) {
            return Reading.exact(BigDecimal.ZERO, from + 1);
        }
        long sum = 0;
        long lastFactor = Long.MAX_VALUE;
        int at = from;
        while (true) {
            int start = at > from && heard.has(at, "and") ? at + 1 : at;
            Count group = belowThousand(heard, start);
            if (group == null) {
                break;
            }
            Long factor = LARGE.get(heard.word(group.end()));
            long scale = factor == null ? 1 : factor;
            if (scale >= lastFactor) {
                break;
            }
            sum += group.value() * scale;
            lastFactor = scale;
            at = factor == null ? group.end() : group.end() + 1;
            if (factor == null) {
                break;
            }
        }
        return at == from ? null : Reading.exact(BigDecimal.valueOf(sum), at);
    }

    private static @Nullable Count belowThousand(Heard heard, int from) {
        boolean article =
                heard.has(from, "a")
                        && (heard.has(from + 1, "hundred")
                                || LARGE.containsKey(heard.word(from + 1)));
        Count first = article ? new Count(1, from + 1) : belowHundred(heard, from);
        if (first == null || !heard.has(first.end(), "hundred")) {
            return first;
        }
        int at = first.end() + 1;
        Count rest = belowHundred(heard, heard.has(at, "and") ? at + 1 : at);
        long hundreds = first.value() * 100;
        return rest == null
                ? new Count(hundreds, at)
                : new Count(hundreds + rest.value(), rest.end());
    }

    private static @Nullable Count belowHundred(Heard heard, int from) {
        Long first = SMALL.get(heard.word(from));
        if (first == null || first == 0) {
            return null;
        }
        int second = first >= 20 ? unit(heard.word(from + 1)) : 0;
        return second > 0 ? new Count(first + second, from + 2) : new Count(first, from + 1);
    }

    /** 1 to 9 in a digit or a word; 0 for anything else. */
    private static int unit(String word) {
        if (word.length() == 1 && word.charAt(0) >= '1' && word.charAt(0) <= '9') {
            return Character.digit(word.charAt(0), 10);
        }
        return Math.max(0, NumberWords.BELOW_TWENTY.subList(0, 10).indexOf(word));
    }

    private static Reading fraction(Heard heard, Reading whole) {
        BigDecimal value = (BigDecimal) whole.value();
        int at = whole.end();
        if (heard.has(at, "and") && heard.has(at + 1, "a") && heard.has(at + 2, "half")) {
            return Reading.exact(value.add(HALF), at + 3);
        }
        if (!heard.has(at, "point")) {
            return whole;
        }
        StringBuilder digits = new StringBuilder();
        for (int i = at + 1; digit(heard.word(i)) >= 0; i++) {
            digits.append(digit(heard.word(i)));
        }
        return digits.isEmpty()
                ? whole
                : Reading.exact(value.add(new BigDecimal("0." + digits)), at + 1 + digits.length());
    }

    private static int digit(String word) {
        return word.equals("oh") ? 0 : NumberWords.BELOW_TWENTY.subList(0, 10).indexOf(word);
    }

    @Override
    public String sample() {
        return "twenty";
    }

    private record Count(long value, int end) {}
}
