package dev.charla.conversation.capture;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Days. */
final class DateReader {
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");

    /** Day before month; where it is the other way round, both have to make it certain. */
    private static final Pattern FIGURES =
            Pattern.compile("(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})");

    private static final Pattern DAY = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th|er|o|a|\\.)?");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    private DateReader() {}

    static Optional<LocalDate> read(String said, Words words, LocalDate today) {
        var iso = ISO.matcher(said);
        if (iso.find()) {
            return day(number(iso.group(1)), number(iso.group(2)), number(iso.group(3)));
        }
        var figures = FIGURES.matcher(said);
        if (figures.find()) {
            return figures(
                    number(figures.group(1)),
                    number(figures.group(2)),
                    number(figures.group(3)),
                    words);
        }
        return named(said, words, today);
    }

    /** In English "3/4" is a day in March or in April, so it is none. */
    private static Optional<LocalDate> figures(int first, int second, int year, Words words) {
        if (words == Words.EN) {
            if (first <= 12 && second <= 12 && first != second) {
                return Optional.empty();
            }
            return first > 12 ? day(year, second, first) : day(year, first, second);
        }
        return day(year, second, first);
    }

    private static Optional<LocalDate> named(String said, Words words, LocalDate today) {
        var month = OptionalInt.empty();
        var day = OptionalInt.empty();
        var year = OptionalInt.empty();
        for (var word : Words.plain(said).split("[\\s,;!?]+")) {
            var named = month(word, words);
            if (named.isPresent()) {
                month = named;
            } else if (YEAR.matcher(word.replaceAll("\\.$", "")).matches()) {
                year = OptionalInt.of(number(word.replaceAll("\\.$", "")));
            } else {
                var figure = DAY.matcher(word);
                if (figure.matches()) {
                    if (day.isPresent()) {
                        return Optional.empty();
                    }
                    day = OptionalInt.of(number(figure.group(1)));
                }
            }
        }
        if (month.isEmpty() || day.isEmpty()) {
            return Optional.empty();
        }
        if (year.isPresent()) {
            return day(year.getAsInt(), month.getAsInt(), day.getAsInt());
        }
        int thisMonth = month.getAsInt();
        int thisDay = day.getAsInt();
        return day(today.getYear(), thisMonth, thisDay)
                .filter(found -> !found.isBefore(today))
                .or(() -> day(today.getYear() + 1, thisMonth, thisDay));
    }

    private static OptionalInt month(String word, Words words) {
        for (var month : Month.values()) {
            var full = Words.plain(month.getDisplayName(TextStyle.FULL, words.locale()));
            if (word.equals(full)) {
                return OptionalInt.of(month.getValue());
            }
        }
        return OptionalInt.empty();
    }

    private static Optional<LocalDate> day(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty(); // there is no such day
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    static String spelled(LocalDate day, Words words) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(words.locale())
                .format(day);
    }
}
