package dev.charla.engine.cleaning;

import java.util.Arrays;

/**
 * Noise estimate per bin: the minimum of the last one and a half seconds, since pauses contain
 * nothing but noise (minimum statistics). Confined to one thread.
 */
final class NoiseFloor {
    private static final float SMOOTHING = 0.85f;

    /** Ratio of the mean of a noise to its minimum, with this smoothing: Martin, 2001. */
    private static final float BIAS = 2.1f;

    private static final int STRETCHES = 8;
    private static final int BLOCKS_PER_STRETCH = 12;

    private final float[] smooth = new float[Fourier.BINS];
    private final float[] current = new float[Fourier.BINS];
    private final float[][] past = new float[STRETCHES][Fourier.BINS];
    private final float[] floor = new float[Fourier.BINS];
    private int blocks;
    private int stretch;
    private boolean begun;

    NoiseFloor() {
        for (float[] each : past) {
            Arrays.fill(each, Float.MAX_VALUE);
        }
        Arrays.fill(current, Float.MAX_VALUE);
    }

    /** Adds the power per bin of the next block; returns the noise power. */
    float[] follow(float[] power) {
        for (int k = 0; k < Fourier.BINS; k++) {
            smooth[k] = begun ? SMOOTHING * smooth[k] + (1 - SMOOTHING) * power[k] : power[k];
            current[k] = Math.min(current[k], smooth[k]);
            float least = current[k];
            for (float[] each : past) {
                least = Math.min(least, each[k]);
            }
            floor[k] = least * BIAS;
        }
        begun = true;
        blocks++;
        if (blocks == BLOCKS_PER_STRETCH) {
            blocks = 0;
            System.arraycopy(current, 0, past[stretch], 0, Fourier.BINS);
            Arrays.fill(current, Float.MAX_VALUE);
            stretch = (stretch + 1) % STRETCHES;
        }
        return floor;
    }
}
