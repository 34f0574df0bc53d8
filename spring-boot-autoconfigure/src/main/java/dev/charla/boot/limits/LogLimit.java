package dev.charla.boot.limits;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.loop.Ticker;
import java.time.Duration;

/**
 * Keeps strangers from filling the log: of one kind of thing that they can cause, a line is due at
 * most once a minute, and it says how often the thing happened since the line before.
 */
@ThreadSafe
public final class LogLimit {
    /** 1,440 lines a day and kind at most. */
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final Ticker ticker;

    @GuardedBy("this")
    private boolean told;

    @GuardedBy("this")
    private long toldNanos;

    @GuardedBy("this")
    private long untold;

    public LogLimit(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * To be called each time it happens.
     *
     * @return how often it has happened since the last line; 0 when no line is due
     */
    public synchronized long due() {
        untold++;
        long now = ticker.nanos();
        if (told && now - toldNanos < BETWEEN.toNanos()) {
            return 0;
        }
        told = true;
        toldNanos = now;
        long times = untold;
        untold = 0;
        return times;
    }
}
