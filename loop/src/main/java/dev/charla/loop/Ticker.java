package dev.charla.loop;

/** Monotonic time, for durations and deadlines. Never compare it with a wall clock. */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since an arbitrary origin; never goes back. Any thread. */
    long nanos();

    /** The machine's own monotonic clock. */
    static Ticker system() {
        return System::nanoTime;
    }
}
