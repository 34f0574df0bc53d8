package dev.charla.skills.set;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs things later. Every method may be called from any thread. */
public interface Timers extends AutoCloseable {
    /**
     * Runs {@code task} once after {@code delay}, on a thread of its own; it must not block. Never
     * runs it after {@link #close}.
     */
    Cancellable after(Duration delay, Runnable task);

    /** Nothing runs any more. Idempotent. */
    @Override
    void close();

    /** Something that will run. */
    @FunctionalInterface
    interface Cancellable {
        /** Keeps it from running if it has not started. Idempotent. */
        void cancel();
    }

    /** One daemon thread, made when it is first needed. */
    static Timers onDaemonThread() {
        var scheduler =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().daemon().name("skill-timers").factory(),
                        new ThreadPoolExecutor.DiscardPolicy());
        scheduler.setRemoveOnCancelPolicy(true);
        return new Timers() {
            @Override
            public Cancellable after(Duration delay, Runnable task) {
                Future<?> future =
                        scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
                return () -> future.cancel(false);
            }

            @Override
            public void close() {
                scheduler.shutdownNow();
            }
        };
    }
}
