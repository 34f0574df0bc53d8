package dev.charla.app.browser;

import dev.charla.loop.Ticker;

/**
 * How many messages a page may send: a steady rate, and what has gathered in a network that stood
 * still for a while. Confined to the socket's loop.
 */
final class MessageAllowance {
    /** Audio is 50 messages a second, reports of playback some more. */
    static final int EACH_SECOND = 200;

    /** Ten seconds of audio that arrive at once. */
    static final int AT_ONCE = 500;

    private static final long NANOS_EACH = 1_000_000_000L / EACH_SECOND;

    private final Ticker ticker;
    private long left = AT_ONCE;
    private long countedNanos;

    MessageAllowance(Ticker ticker) {
        this.ticker = ticker;
        this.countedNanos = ticker.nanos();
    }

    /** Takes one; false when there is none left. */
    boolean take() {
        long now = ticker.nanos();
        long more = (now - countedNanos) / NANOS_EACH;
        countedNanos += more * NANOS_EACH;
        left = Math.min(AT_ONCE, left + more);
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
