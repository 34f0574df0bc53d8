package dev.charla.bench.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured values of one kind. Confined to one thread at a time. */
final class Figures {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    void addAll(Figures other) {
        values.addAll(other.values);
    }

    int count() {
        return values.size();
    }

    /**
     * The smallest measured value that at least so many percent do not exceed: nearest rank, never
     * a value between two.
     *
     * @param percent above 0, up to 100
     * @throws IllegalStateException when nothing was measured
     */
    double percentile(double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("percentile " + percent);
        }
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(percent * sorted.size() / 100);
        return sorted.get(rank - 1);
    }

    double max() {
        return percentile(100);
    }
}
