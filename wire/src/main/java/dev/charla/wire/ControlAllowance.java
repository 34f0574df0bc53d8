package dev.charla.wire;

import dev.charla.loop.Ticker;

/**
 * How many frames a peer may send that carry nothing: pings, pongs, empty parts of a message. Each
 * costs as much to read as one with words in it, and a ping costs an answer as well. Confined to
 * the channel's loop.
 */
public final class ControlAllowance {
    /**
     * Peers ping every few seconds at most; a network that stood still hands over what gathered.
     */
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

    /** Takes one frame; false when that is one too many. */
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
