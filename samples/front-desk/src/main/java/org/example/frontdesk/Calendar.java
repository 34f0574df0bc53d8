package org.example.frontdesk;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The dentist's appointments, in memory: four a day, Monday to Friday. */
@Component
class Calendar {
    private static final List<LocalTime> TIMES =
            Stream.of("09:00", "10:30", "14:00", "15:30").map(LocalTime::parse).toList();

    private final Map<Slot, String> patients = new ConcurrentHashMap<>();

    record Slot(LocalDate day, LocalTime time) {}

    List<LocalTime> free(LocalDate day) {
        if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
            return List.of();
        }
        return TIMES.stream().filter(time -> !patients.containsKey(new Slot(day, time))).toList();
    }

    /**
     * @throws IllegalStateException when the time is not free; the message is for the caller
     */
    Slot book(LocalDate day, LocalTime time, String patient) {
        if (!free(day).contains(time)) {
            throw new IllegalStateException("that time is not free");
        }
        Slot slot = new Slot(day, time);
        if (patients.putIfAbsent(slot, patient) != null) {
            throw new IllegalStateException("somebody was faster");
        }
        return slot;
    }

    List<Slot> of(String patient) {
        LocalDate today = LocalDate.now(Clock.systemDefaultZone());
        return patients.entrySet().stream()
                .filter(entry -> entry.getValue().equals(patient))
                .map(Map.Entry::getKey)
                .filter(slot -> !slot.day().isBefore(today))
                .sorted(
                        Comparator.comparing(Slot::day).thenComparing(Slot::time))
                .toList();
    }
}
