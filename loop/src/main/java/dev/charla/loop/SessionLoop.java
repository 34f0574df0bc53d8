package dev.charla.loop;

import java.time.Duration;

/**
 * The one thread that owns a session: everything that reads or changes the session's state runs
 * here, one task after another, in the order of {@link #execute}.
 *
 * <p>Every method may be called from any thread. A task must not block. A task that throws does not
 * stop the loop; the implementation reports the failure.
 */
public interface SessionLoop extends Ticker {
    /** Runs {@code task} on this loop, after all tasks given before it by the same thread. */
    void execute(Runnable task);

    /**
     * Runs {@code task} on this loop once {@code delay} has passed on {@link #nanos()}; a delay of
     * zero or less means as soon as possible.
     */
    Timer after(Duration delay, Runnable task);

    /** Whether the calling thread is this loop's own, so that state may be touched right away. */
    boolean isCurrent();

    /** A task that waits for its time. */
    interface Timer {
        /**
         * Keeps the task from running if it has not started; called on the loop, it is certain that
         * the task does not run afterwards. Idempotent.
         */
        void cancel();
    }
}
