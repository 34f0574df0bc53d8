package dev.charla.engine.endpointing;

import java.util.Arrays;

/** The highest of the last few values, or the next ones to it. Confined to one thread. */
public final class RecentHighest {
    private final double[] values;
    private final int rank;
    private int next;

    /**
     * Begins with zeros.
     *
     * @param length how many values count, the newest included
     * @param rank 1 for the highest value, 2 for the second highest...
     */
    public RecentHighest(int length, int rank) {
        values = new double[length];
        this.rank = rank;
    }

    /** Adds a value; gives the one of the rank among the last ones. */
    public double with(double value) {
        values[next] = value;
        next = (next + 1) % values.length;
        double[] ordered = values.clone();
        Arrays.sort(ordered);
        return ordered[ordered.length - rank];
    }

    /** Begins with zeros again. */
    public void reset() {
        Arrays.fill(values, 0);
    }
}
