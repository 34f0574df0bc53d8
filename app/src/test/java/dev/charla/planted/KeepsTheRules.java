package dev.charla.planted;

import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** The same as the others, done as it should be. */
@SuppressWarnings("all") // nothing is done with what is made
public final class KeepsTheRules {
    void keep(Clock clock, InstantSource source, Executor mine, Runnable task) {
        LocalDate.now(clock);
        source.instant();
        new LinkedBlockingQueue<String>(3);
        new ArrayBlockingQueue<String>(3);
        CompletableFuture.runAsync(task, mine);
    }
}
