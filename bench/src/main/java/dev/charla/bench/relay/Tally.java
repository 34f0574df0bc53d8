package dev.charla.bench.relay;

import org.HdrHistogram.Histogram;

/** What happens once in a conversation. Confined to the load's thread. */
final class Tally {
    private static final long LONGEST_NANOS = 120_000_000_000L;

    private final Histogram setUp = new Histogram(LONGEST_NANOS, 3);
    private final Histogram bargeIn = new Histogram(LONGEST_NANOS, 3);
    private final Histogram closing = new Histogram(LONGEST_NANOS, 3);
    private int broken;

    /** From asking for a conversation to the first sound on its page. */
    void setUp(long nanos) {
        setUp.recordValue(Math.min(nanos, LONGEST_NANOS));
    }

    /** From the service's word that the caller speaks to the page's order to be silent. */
    void bargedIn(long nanos) {
        bargeIn.recordValue(Math.min(nanos, LONGEST_NANOS));
    }

    /** From the page's leaving to the end of its session. */
    void closed(long nanos) {
        closing.recordValue(Math.min(nanos, LONGEST_NANOS));
    }

    /** A conversation ended though its page had not left. */
    void broken() {
        broken++;
    }

    int brokenConversations() {
        return broken;
    }

    Times setUp() {
        return Times.of(setUp);
    }

    Times bargeIn() {
        return Times.of(bargeIn);
    }

    Times closing() {
        return Times.of(closing);
    }

    void reset() {
        setUp.reset();
        bargeIn.reset();
        closing.reset();
        broken = 0;
    }

    /** In milliseconds. */
    record Times(long count, double p50, double p99, double max) {
        private static Times of(Histogram histogram) {
            return new Times(
                    histogram.getTotalCount(),
                    histogram.getValueAtPercentile(50) / 1e6,
                    histogram.getValueAtPercentile(99) / 1e6,
                    histogram.getMaxValue() / 1e6);
        }
    }
}
