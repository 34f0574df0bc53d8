package dev.charla.wire;

import dev.charla.loop.Ticker;
import java.time.Duration;

/** Groups repeated events into episodes, so that the log gets one line per episode. Any thread. */
public final class Episodes {
    /** An episode ends when nothing has happened for this long. */
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Ticker ticker;

    private boolean begun; // guarded by this

    private long lastNanos; // guarded by this

    public Episodes(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Records an event; true when it is the first of its episode. */
    public synchronized boolean begins() {
        long now = ticker.nanos();
        boolean first = !begun || now - lastNanos > QUIET_NANOS;
        begun = true;
        lastNanos = now;
        return first;
    }
}
