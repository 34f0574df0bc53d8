package dev.charla.skills.tool;

import dev.charla.skills.language.Language;
import dev.charla.skills.language.Unit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What slots hold, as words and as days and times.
 *
 * @param now the time where the caller is taken to be
 */
record SlotValues(Language language, ZonedDateTime now) {
    private static final Map<String, Integer> DAYS_FROM_NOW =
            Map.of("yesterday", -1, "today", 0, "tomorrow", 1, "the day after tomorrow", 2);

    /** As an answer says it. */
    String spoken(Object value) {
        return switch (value) {
            case String name when DAYS_FROM_NOW.containsKey(name) ->
                    language.equals(Language.ENGLISH)
                            ? name
                            : day(name).map(language::date).orElse(name);
            case String name -> weekday(name).map(language::weekday).orElse(name);
            case BigDecimal number -> language.number(number);
            case Duration duration -> language.duration(duration);
            case MonthDay day -> language.date(coming(day));
            case Unit unit -> language.units(unit);
            default -> value.toString();
        };
    }

    /** As text for a tool. */
    String written(Object value) {
        return switch (value) {
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case MonthDay day -> coming(day).toString();
            case String name -> name;
            default -> spoken(value);
        };
    }

    /** The day that is meant: of names without a date, the next one from today on. */
    Optional<LocalDate> day(Object value) {
        if (value instanceof MonthDay day) {
            return Optional.of(coming(day));
        }
        String name = value.toString().strip().toLowerCase(Locale.ROOT);
        LocalDate today = now.toLocalDate();
        Integer after = DAYS_FROM_NOW.get(name);
        if (after != null) {
            return Optional.of(today.plusDays(after));
        }
        Optional<DayOfWeek> weekday = weekday(name);
        if (weekday.isPresent()) {
            int days = Math.floorMod(weekday.get().getValue() - today.getDayOfWeek().getValue(), 7);
            return Optional.of(today.plusDays(days));
        }
        try {
            return Optional.of(LocalDate.parse(name));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The time of day that is meant; a number is a full hour. */
    Optional<LocalTime> time(Object value) {
        try {
            return Optional.of(
                    value instanceof BigDecimal hour
                            ? LocalTime.of(hour.intValueExact(), 0)
                            : LocalTime.parse(value.toString().strip()));
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /** By its English name, as the built-in slots have it, or by the language's own. */
    private Optional<DayOfWeek> weekday(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day ->
                        day.name().equalsIgnoreCase(name)
                                || language.weekday(day).equalsIgnoreCase(name))
                .findFirst();
    }

    private LocalDate coming(MonthDay day) {
        LocalDate thisYear = day.atYear(now.getYear());
        return thisYear.isBefore(now.toLocalDate()) ? day.atYear(now.getYear() + 1) : thisYear;
    }
}
