package dev.charla.wire;

import dev.charla.loop.Ticker;

/**
 * Limits frames without content: pings, pongs, empty fragments. Each costs as much to read as a
 * frame with content, and a ping also costs an answer. Confined to the channel's loop.
 */
public final class ControlAllowance {
    /** Peers ping every few seconds at most; after a network stall, several arrive together. */
    public static final int AT_ONCE = 100;

    /** How fast the allowance fills again. */
    public static final int EACH_SECOND = 10;

    private static final long NANOS_EACH = 1_000_000_000L / EACH_SECOND;

    private final Ticker ticker;
    private int left = AT_ONCE;
    private long countedNanos;

    public ControlAllowance(Ticker ticker) {
        this.ticker = ticker;
        this.countedNanos = ticker.nanos();
    }

    /** Counts one frame; false when it exceeds the limit. */
    public boolean take() {
        long more = (ticker.nanos() - countedNanos) / NANOS_EACH;
        countedNanos += more * NANOS_EACH;
        left = (int) Math.min(AT_ONCE, left + more);
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
