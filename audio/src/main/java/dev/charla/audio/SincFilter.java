package dev.charla.audio;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The low-pass filter between two sample rates, as one row of coefficients per phase: row {@code p}
 * is for an output sample that lies {@code p / phases} of an input sample after an input sample.
 *
 * <p>A sinc under a Kaiser window. The window's stop band begins at half the lower rate, so nothing
 * above it folds back; the pass band is what is left, 0.85 of that half. Immutable and shared by
 * all resamplers of the same ratio.
 */
final class SincFilter {
    /** Window shape for 100 dB: 0.1102 (A - 8.7), Kaiser's formula. */
    private static final double KAISER_BETA = 0.1102 * (100 - 8.7);

    /**
     * Length of the filter in samples at the lower rate, from Kaiser's formula (A - 7.95) / 14.36 /
     * width with A = 100 and a transition of 0.08 of the lower rate.
     */
    private static final int TAPS_AT_LOWER_RATE = 80;

    private static final double TRANSITION = (100 - 7.95) / 14.36 / TAPS_AT_LOWER_RATE;

    /** The filter's middle, where the sinc has lost half the amplitude, in lower rates. */
    private static final double CUTOFF = 0.5 - TRANSITION / 2;

    /** Rows are summed up in eight strands. */
    private static final int TAPS_MULTIPLE = 8;

    private static final ConcurrentMap<Ratio, SincFilter> FILTERS = new ConcurrentHashMap<>();

    private final int taps;
    private final float[] coefficients;

    private SincFilter(Ratio ratio) {
        double lowerPerInput = Math.min(1, (double) ratio.up / ratio.down);
        int needed = (int) Math.ceil(TAPS_AT_LOWER_RATE / lowerPerInput);
        taps = Math.ceilDiv(needed, TAPS_MULTIPLE) * TAPS_MULTIPLE;
        coefficients = new float[ratio.up * taps];
        for (int phase = 0; phase < ratio.up; phase++) {
            fillRow(phase, (double) phase / ratio.up, CUTOFF * lowerPerInput);
        }
    }

    /**
     * The filter for a ratio, made at its first use. Only as many are kept as there are pairs of
     * {@link Resampler#SAMPLE_RATES_HZ}.
     */
    static SincFilter forRatio(Ratio ratio) {
        return FILTERS.computeIfAbsent(ratio, SincFilter::new);
    }

    /** Each row sums to one: otherwise the phases would differ in gain and a constant would hum. */
    private void fillRow(int phase, double fraction, double cutoff) {
        var row = new double[taps];
        double sum = 0;
        for (int k = 0; k < taps; k++) {
            double distance = k - (taps / 2 - 1) - fraction;
            row[k] = sinc(2 * cutoff * distance) * kaiser(2 * distance / taps);
            sum += row[k];
        }
        for (int k = 0; k < taps; k++) {
            coefficients[phase * taps + k] = (float) (row[k] / sum);
        }
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** The window but for its scale, which a row that is made to sum to one does not need. */
    private static double kaiser(double x) {
        return bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - x * x)));
    }

    /** Modified Bessel function of the first kind, order zero, by its power series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= (x / 2 / k) * (x / 2 / k);
            sum += term;
        }
        return sum;
    }

    /** Input samples that one output sample is made of: even, a multiple of eight. */
    int taps() {
        return taps;
    }

    /**
     * One output sample: {@link #taps} of {@code input} from {@code offset} on, weighed by a row.
     * The order of summation is fixed, so equal input gives equal output however it is cut.
     */
    float apply(int phase, float[] input, int offset) {
        float[] row = coefficients;
        int r = phase * taps;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int k = 0; k < taps; k += TAPS_MULTIPLE) {
            int i = offset + k;
            s0 += row[r + k] * input[i];
            s1 += row[r + k + 1] * input[i + 1];
            s2 += row[r + k + 2] * input[i + 2];
            s3 += row[r + k + 3] * input[i + 3];
            s4 += row[r + k + 4] * input[i + 4];
            s5 += row[r + k + 5] * input[i + 5];
            s6 += row[r + k + 6] * input[i + 6];
            s7 += row[r + k + 7] * input[i + 7];
        }
        return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7));
    }

    /**
     * Output rate over input rate in lowest terms.
     *
     * @param up output samples made of {@code down} input samples
     */
    record Ratio(int up, int down) {
        static Ratio of(int fromHz, int toHz) {
            int a = fromHz;
            int b = toHz;
            while (b != 0) {
                int rest = a % b;
                a = b;
                b = rest;
            }
            return new Ratio(toHz / a, fromHz / a);
        }
    }
}
