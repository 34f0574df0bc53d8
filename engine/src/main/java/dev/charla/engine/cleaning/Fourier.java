package dev.charla.engine.cleaning;

/** Discrete Fourier transform of {@link #SIZE} points, in place. Immutable tables; any thread. */
final class Fourier {
    /** Two blocks, as overlapping needs. */
    static final int SIZE = 512;

    /** Bins of a real signal: from zero to half the sample rate. */
    static final int BINS = SIZE / 2 + 1;

    private static final int[] REVERSED = new int[SIZE];
    private static final float[] COS = new float[SIZE / 2];
    private static final float[] SIN = new float[SIZE / 2];

    static {
        int bits = Integer.numberOfTrailingZeros(SIZE);
        for (int i = 0; i < SIZE; i++) {
            REVERSED[i] = Integer.reverse(i) >>> (32 - bits);
        }
        for (int i = 0; i < SIZE / 2; i++) {
            COS[i] = (float) Math.cos(2 * Math.PI * i / SIZE);
            SIN[i] = (float) Math.sin(2 * Math.PI * i / SIZE);
        }
    }

    private Fourier() {}

    /** From time to frequency. */
    static void forward(float[] re, float[] im) {
        transform(re, im, -1);
    }

    /** From frequency to time, scaled so that it undoes {@link #forward}. */
    static void inverse(float[] re, float[] im) {
        transform(re, im, 1);
        for (int i = 0; i < SIZE; i++) {
            re[i] /= SIZE;
            im[i] /= SIZE;
        }
    }

    /** Fills the upper half of the spectrum of a real signal from its lower half. */
    static void mirror(float[] re, float[] im) {
        for (int i = BINS; i < SIZE; i++) {
            re[i] = re[SIZE - i];
            im[i] = -im[SIZE - i];
        }
    }

    private static void transform(float[] re, float[] im, int sign) {
        for (int i = 0; i < SIZE; i++) {
            int j = REVERSED[i];
            if (j > i) {
                float swapped = re[i];
                re[i] = re[j];
                re[j] = swapped;
                swapped = im[i];
                im[i] = im[j];
                im[j] = swapped;
            }
        }
        for (int half = 1; half < SIZE; half *= 2) {
            int step = SIZE / (2 * half);
            for (int from = 0; from < SIZE; from += 2 * half) {
                butterflies(re, im, sign, half, step, from);
            }
        }
    }

    private static void butterflies(
            float[] re, float[] im, int sign, int half, int step, int from) {
        for (int i = 0; i < half; i++) {
            float cos = COS[i * step];
            float sin = sign * SIN[i * step];
            int low = from + i;
            int high = low + half;
            float turnedRe = re[high] * cos - im[high] * sin;
            float turnedIm = re[high] * sin + im[high] * cos;
            re[high] = re[low] - turnedRe;
            im[high] = im[low] - turnedIm;
            re[low] += turnedRe;
            im[low] += turnedIm;
        }
    }
}
