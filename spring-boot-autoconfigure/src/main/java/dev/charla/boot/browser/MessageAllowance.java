package dev.charla.boot.browser;

import dev.charla.loop.Ticker;

/**
 * How much a page may send, in messages and in bytes: a steady rate, and what has gathered in a
 * network that stood still for a while. Confined to the socket's loop.
 */
final class MessageAllowance {
    /** Audio is 50 messages a second, reports of playback some more. */
    static final int EACH_SECOND = 200;

    /** Ten seconds of audio that arrive at once. */
    static final int AT_ONCE = 500;

    /**
     * Audio is 48,000 bytes a second. Messages alone are no bound: one may hold a second of audio,
     * and the service counts what it hears.
     */
    static final int BYTES_EACH_SECOND = 4 * 48_000;

    /** As in {@link #AT_ONCE}. */
    static final int BYTES_AT_ONCE = 10 * 48_000;

    private final Bucket messages;
    private final Bucket bytes;

    MessageAllowance(Ticker ticker) {
        this.messages = new Bucket(ticker, AT_ONCE, EACH_SECOND);
        this.bytes = new Bucket(ticker, BYTES_AT_ONCE, BYTES_EACH_SECOND);
    }

    /**
     * Takes one message of that length; false when it is too much.
     *
     * @param length in bytes
     */
    boolean take(int length) {
        return messages.take(1) && bytes.take(length);
    }

    /** Fills steadily, up to its brim. */
    private static final class Bucket {
        private static final long SECOND_NANOS = 1_000_000_000L;

        private final Ticker ticker;
        private final long brim;
        private final long nanosEach;
        private long left;
        private long countedNanos;

        Bucket(Ticker ticker, long brim, long eachSecond) {
            this.ticker = ticker;
            this.brim = brim;
            this.nanosEach = SECOND_NANOS / eachSecond;
            this.left = brim;
            this.countedNanos = ticker.nanos();
        }

        boolean take(long count) {
            long more = (ticker.nanos() - countedNanos) / nanosEach;
            countedNanos += more * nanosEach;
            left = Math.min(brim, left + more);
            if (left < count) {
                return false;
            }
            left -= count;
            return true;
        }
    }
}
