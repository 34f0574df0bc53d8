package dev.charla.bench.relay;

import org.HdrHistogram.Histogram;

/** What was measured on the way from one side to the other. Confined to the load's thread. */
final class Leg {
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Histogram nanos = new Histogram(LONGEST_NANOS, 3);
    private final Histogram lateNanos = new Histogram(LONGEST_NANOS, 3);
    private long lost;
    private long late;
    private long changed;
    private boolean counting;

    /** Begins anew, or stops. */
    void count(boolean on) {
        if (on) {
            nanos.reset();
            lateNanos.reset();
            lost = 0;
            late = 0;
            changed = 0;
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
     * @param whole whether it is of this conversation, with every byte as it was sent
     * @param expected the number of the frame whose turn it was
     * @param number its own number
     */
    void arrived(long dueNanos, boolean whole, int expected, int number) {
        if (!counting) {
            return;
        }
        nanos.recordValue(Math.clamp(System.nanoTime() - dueNanos, 0, LONGEST_NANOS));
        if (!whole) {
            changed++;
        } else if (number < expected) {
            late++;
            lost = Math.max(0, lost - 1); // it was missed when a later one came
        } else {
            lost += number - expected;
        }
    }

    /** What was measured since the counting began. */
    Figures figures() {
        return new Figures(
                nanos.getTotalCount(),
                lost,
                late,
                changed,
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
     * @param lost frames that never came, though later ones of their conversation did
     * @param late frames that came after a later one of their conversation, or twice
     * @param changed frames of another conversation, or with other bytes than were sent
     * @param ownLateP99 how late the load itself was in sending, which the times include
     */
    record Figures(
            long frames,
            long lost,
            long late,
            long changed,
            double p50,
            double p99,
            double p999,
            double max,
            double ownLateP99) {
        /** Frames that were not as they should be, in whatever way. */
        long wrong() {
            return lost + late + changed;
        }
    }
}
