package dev.charla.skills.slot;

import dev.charla.skills.words.Heard;
import java.time.DateTimeException;
import java.time.Month;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A day of the year: "december twenty fifth", "the 4th of july", "may 1". */
public final class DateSlot implements SlotType {
    private static final List<String> ORDINALS =
            List.of(
                    "first",
                    "second",
                    "third",
                    "fourth",
                    "fifth",
                    "sixth",
                    "seventh",
                    "eighth",
                    "ninth",
                    "tenth",
                    "eleventh",
                    "twelfth",
                    "thirteenth",
                    "fourteenth",
                    "fifteenth",
                    "sixteenth",
                    "seventeenth",
                    "eighteenth",
                    "nineteenth",
                    "twentieth");

    @Override
    public List<Reading> read(Heard heard, int from) {
        Optional<Month> first = month(heard.word(from));
        Part day = day(heard, first.isPresent() ? from + 1 : from);
        if (day.value() == 0) {
            return List.of();
        }
        int of = heard.has(day.end(), "of") ? day.end() + 1 : day.end();
        Optional<Month> month = first.or(() -> month(heard.word(of)));
        int end = first.isPresent() ? day.end() : of + 1;
        try {
            return month.map(m -> List.of(Reading.exact(MonthDay.of(m, day.value()), end)))
                    .orElse(List.of());
        } catch (DateTimeException _) {
            // The 31st of June is no date.
            return List.of();
        }
    }

    private static Optional<Month> month(String word) {
        return Arrays.stream(Month.values()).filter(month -> name(month).equals(word)).findFirst();
    }

    private static String name(Month month) {
        return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
    }

    private static Part day(Heard heard, int from) {
        int at = heard.has(from, "the") ? from + 1 : from;
        String word = heard.word(at);
        int ordinal = ORDINALS.indexOf(word) + 1;
        if (ordinal > 0) {
            return new Part(ordinal, at + 1);
        }
        if (word.equals("thirtieth")) {
            return new Part(30, at + 1);
        }
        int unit = ORDINALS.subList(0, 9).indexOf(heard.word(at + 1)) + 1;
        if (unit > 0 && word.equals("twenty")) {
            return new Part(20 + unit, at + 2);
        }
        if (unit == 1 && word.equals("thirty")) {
            return new Part(31, at + 2);
        }
        if (word.matches("[0-9]{1,2}")) {
            boolean suffix = List.of("st", "nd", "rd", "th").contains(heard.word(at + 1));
            return new Part(Integer.parseInt(word), suffix ? at + 2 : at + 1);
        }
        return new Part(0, from);
    }

    @Override
    public String sample() {
        return "the first of may";
    }

    /** A number and the place after it; 0 when there was none. */
    private record Part(int value, int end) {}
}
