package dev.charla.planted;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Each line once. */
@SuppressWarnings("all") // each line is a mistake, on purpose
public final class AsksForTheTime {
    /** How many there are. */
    public static final int TIMES = 10;

    void ask(ZoneId zone) throws InterruptedException {
        Instant.now();
        LocalDate.now();
        LocalDate.now(zone);
        System.currentTimeMillis();
        System.nanoTime();
        LongSupplier handedOn = System::nanoTime;
        Thread.sleep(1);
        Thread.sleep(Duration.ofMillis(1));
        TimeUnit.MILLISECONDS.sleep(1);
        LockSupport.parkNanos(1);
    }
}
