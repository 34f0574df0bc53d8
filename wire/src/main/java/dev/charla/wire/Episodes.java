package dev.charla.wire;

import dev.charla.loop.Ticker;
import java.time.Duration;

/**
 * Tells the first of many things of one kind from those that follow it, so that a log gets one line
 * for all of them. Any thread.
 */
public final class Episodes {
    /** An episode is over when nothing has happened for this long. */
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Ticker ticker;

    private boolean begun; // guarded by this

    private long lastNanos; // guarded by this

    public Episodes(Ticker ticker) {
        this.ticker = ticker;
    }

    /** It has happened; whether it is the first in its episode. */
    public synchronized boolean begins() {
        long now = ticker.nanos();
        boolean first = !begun || now - lastNanos > QUIET_NANOS;
        begun = true;
        lastNanos = now;
        return first;
    }
}
