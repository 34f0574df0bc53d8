package dev.charla.skills.answer;

import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Turn;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The time, the date, and days until another one. */
final class ClockAndCalendar implements Answerer {
    private static final Map<String, MonthDay> OCCASIONS =
            Map.of(
                    "christmas", MonthDay.of(12, 25),
                    "christmas eve", MonthDay.of(12, 24),
                    "new year", MonthDay.of(1, 1),
                    "new year's eve", MonthDay.of(12, 31),
                    "halloween", MonthDay.of(10, 31),
                    "valentine's day", MonthDay.of(2, 14));

    @Override
    public Set<String> intents() {
        return Set.of(
                "time",
                "date",
                "year",
                "relative-day",
                "weekday-of",
                "until-occasion",
                "until-date",
                "until-weekday",
                "next-weekday");
    }

    @Override
    public String answer(Turn turn) {
        LocalDate today = turn.now().toLocalDate();
        return switch (turn.intent()) {
            case "time" -> turn.says(Map.of("time", turn.language().time(turn.now())));
            case "date" -> turn.says(Map.of("date", turn.language().dateAndYear(today)));
            case "year" -> turn.says(Map.of("year", String.valueOf(today.getYear())));
            case "relative-day" -> relative(turn, today);
            case "next-weekday" -> {
                LocalDate date = today.with(TemporalAdjusters.next(weekday(turn)));
                yield turn.says(Map.of("date", turn.language().date(date)));
            }
            case "until-weekday" -> {
                DayOfWeek day = weekday(turn);
                LocalDate date = today.with(TemporalAdjusters.nextOrSame(day));
                yield until(turn, today, date, turn.language().weekday(day));
            }
            case "until-occasion" -> {
                String occasion = turn.slot("occasion", String.class).orElseThrow();
                LocalDate date =
                        upcoming(today, OCCASIONS.getOrDefault(occasion, MonthDay.of(1, 1)));
                yield until(
                        turn,
                        today,
                        date,
                        turn.named(occasion).orElseGet(() -> capitals(occasion)));
            }
            default -> {
                MonthDay day = turn.slot("date", MonthDay.class).orElseThrow();
                LocalDate date = upcoming(today, day);
                yield turn.intent().equals("until-date")
                        ? until(turn, today, date, turn.language().date(date))
                        : turn.says(Map.of("date", turn.language().dateAndYear(date)));
            }
        };
    }

    private static String relative(Turn turn, LocalDate today) {
        String day = turn.slot("day", String.class).orElse("today");
        long offset =
                switch (day) {
                    case "yesterday" -> -1;
                    case "tomorrow" -> 1;
                    case "the day after tomorrow" -> 2;
                    default -> 0;
                };
        return turn.says(
                Map.of(
                        "day",
                        day.substring(0, 1).toUpperCase(Locale.ROOT) + day.substring(1),
                        "is",
                        offset < 0 ? "was" : "is",
                        "date",
                        turn.language().date(today.plusDays(offset))));
    }

    private static String until(Turn turn, LocalDate today, LocalDate date, String name) {
        long days = ChronoUnit.DAYS.between(today, date);
        if (days == 0) {
            return turn.line("today", Map.of("name", name));
        }
        String count = turn.language().days(days);
        return turn.says(Map.of("days", count, "name", name));
    }

    private static LocalDate upcoming(LocalDate today, MonthDay day) {
        int year = today.getYear();
        while (!day.isValidYear(year) || Year.of(year).atMonthDay(day).isBefore(today)) {
            year++;
        }
        return Year.of(year).atMonthDay(day);
    }

    private static DayOfWeek weekday(Turn turn) {
        String day = turn.slot("weekday", String.class).orElse("monday");
        return DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT));
    }

    private static String capitals(String words) {
        StringBuilder text = new StringBuilder();
        for (String word : words.split(" ")) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1));
        }
        return text.toString();
    }
}
