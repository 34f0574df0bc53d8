package dev.charla.bench.relay;

import org.HdrHistogram.Histogram;

/** What was measured on the way from one side to the other. Confined to the load's thread. */
final class Leg {
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Histogram nanos = new Histogram(LONGEST_NANOS, 3);
    private final Histogram lateNanos = new Histogram(LONGEST_NANOS, 3);
    private long wrong;
    private boolean counting;

    /** Begins anew, or stops. */
    void count(boolean on) {
        if (on) {
            nanos.reset();
            lateNanos.reset();
            wrong = 0;
        }
        counting = on;
    }

    /** A frame was sent so long after it was due. */
    void sent(long lateByNanos) {
        if (counting) {
            lateNanos.recordValue(Math.clamp(lateByNanos, 0, LONGEST_NANOS));
        }
    }

    /**
     * A frame came out.
     *
     * @param right whether it is the next one, of this talk, with every byte as it was sent
     */
    void arrived(long dueNanos, boolean right) {
        if (!counting) {
            return;
        }
        nanos.recordValue(Math.clamp(System.nanoTime() - dueNanos, 0, LONGEST_NANOS));
        if (!right) {
            wrong++;
        }
    }

    /** What was measured since the counting began. */
    Figures figures() {
        return new Figures(
                nanos.getTotalCount(),
                wrong,
                millis(nanos, 50),
                millis(nanos, 99),
                millis(nanos, 99.9),
                nanos.getMaxValue() / 1e6,
                millis(lateNanos, 99));
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    /**
     * Of one leg. Times in milliseconds, from when a frame was due.
     *
     * @param wrong frames that were out of order, of another talk, or changed
     * @param ownLateP99 how late the load itself was in sending, which the times include
     */
    record Figures(
            long frames,
            long wrong,
            double p50,
            double p99,
            double p999,
            double max,
            double ownLateP99) {}
}
