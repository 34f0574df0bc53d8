package dev.charla.boot.flow;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dentist's calendar in which one time is free. */
public class Calendar {
    private @Nullable String booked;

    List<String> free(LocalDate day, Treatment treatment) {
        return List.of(day + " at ten for a " + treatment);
    }

    int book(LocalDate day, String time, @Nullable String caller) {
        if (booked != null) {
            throw new IllegalStateException("This time was taken.");
        }
        booked = day + " " + time + " " + caller;
        return 7;
    }

    /** What was booked; null for nothing. */
    public @Nullable String booked() {
        return booked;
    }
}
