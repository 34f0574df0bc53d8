package dev.charla.bench.relay;

import org.HdrHistogram.Histogram;

/**
 * What was measured on the way from one side to the other. Confined to the bench's loop while
 * frames arrive.
 */
final class Leg {
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Histogram nanos = new Histogram(LONGEST_NANOS, 3);
    private long outOfOrder;
    private boolean counting;

    void count(boolean on) {
        counting = on;
    }

    /**
     * @param expected the number after that of the frame before
     */
    void arrived(long dueNanos, int number, int expected) {
        if (!counting) {
            return;
        }
        nanos.recordValue(Math.clamp(System.nanoTime() - dueNanos, 0, LONGEST_NANOS));
        if (number != expected) {
            outOfOrder++;
        }
    }

    long frames() {
        return nanos.getTotalCount();
    }

    long outOfOrder() {
        return outOfOrder;
    }

    /** In milliseconds. */
    double at(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    double max() {
        return nanos.getMaxValue() / 1e6;
    }
}
