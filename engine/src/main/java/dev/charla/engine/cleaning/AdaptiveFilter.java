package dev.charla.engine.cleaning;

import java.util.Arrays;

/**
 * Estimates the echo path from loudspeaker to microphone: a partitioned-block frequency-domain
 * filter, adapted by normalised least mean squares. Confined to one thread.
 */
final class AdaptiveFilter {
    static final int BLOCK = Fourier.SIZE / 2;

    /**
     * 192 ms at 16 kHz: covers the first reflections of a living room and the uncertainty of the
     * delay.
     */
    static final int PARTITIONS = 12;

    /** Fast enough to follow a moved laptop within a second, slow enough to be stable. */
    private static final float STEP = 0.4f;

    /** Does not adapt below this mean power per bin: -70 dBFS over a block. */
    private static final float LEAST_POWER = 3e-4f * Fourier.SIZE * Fourier.SIZE / 1_000;

    private final float[][] re = new float[PARTITIONS][Fourier.SIZE];
    private final float[][] im = new float[PARTITIONS][Fourier.SIZE];
    private final float[] workRe = new float[Fourier.SIZE];
    private final float[] workIm = new float[Fourier.SIZE];
    private int constrained;

    /** Estimates the echo of the played blocks. {@code echo} receives {@link #BLOCK} samples. */
    void estimate(PlayedBlocks played, float[] echo) {
        Arrays.fill(workRe, 0);
        Arrays.fill(workIm, 0);
        for (int p = 0; p < PARTITIONS; p++) {
            float[] xRe = played.re(p);
            float[] xIm = played.im(p);
            float[] wRe = re[p];
            float[] wIm = im[p];
            for (int k = 0; k < Fourier.BINS; k++) {
                workRe[k] += xRe[k] * wRe[k] - xIm[k] * wIm[k];
                workIm[k] += xRe[k] * wIm[k] + xIm[k] * wRe[k];
            }
        }
        Fourier.mirror(workRe, workIm);
        Fourier.inverse(workRe, workIm);
        System.arraycopy(workRe, BLOCK, echo, 0, BLOCK);
    }

    /** Adapts to the residual. */
    void learn(PlayedBlocks played, float[] error) {
        Arrays.fill(workRe, 0, BLOCK, 0);
        System.arraycopy(error, 0, workRe, BLOCK, BLOCK);
        Arrays.fill(workIm, 0);
        Fourier.forward(workRe, workIm);
        float[] power = played.power();
        for (int p = 0; p < PARTITIONS; p++) {
            float[] xRe = played.re(p);
            float[] xIm = played.im(p);
            float[] wRe = re[p];
            float[] wIm = im[p];
            for (int k = 0; k < Fourier.BINS; k++) {
                float rate = STEP / (power[k] + LEAST_POWER * PARTITIONS);
                wRe[k] += rate * (xRe[k] * workRe[k] + xIm[k] * workIm[k]);
                wIm[k] += rate * (xRe[k] * workIm[k] - xIm[k] * workRe[k]);
            }
        }
        constrain(constrained);
        constrained = (constrained + 1) % PARTITIONS;
    }

    /**
     * Constrains a partition to the length of a block; otherwise the filter would learn circular
     * convolution. One partition per block is enough, since they drift slowly.
     */
    private void constrain(int partition) {
        float[] wRe = re[partition];
        float[] wIm = im[partition];
        Fourier.mirror(wRe, wIm);
        Fourier.inverse(wRe, wIm);
        Arrays.fill(wRe, BLOCK, Fourier.SIZE, 0);
        Arrays.fill(wIm, 0);
        Fourier.forward(wRe, wIm);
    }

    void copyFrom(AdaptiveFilter other) {
        for (int p = 0; p < PARTITIONS; p++) {
            System.arraycopy(other.re[p], 0, re[p], 0, Fourier.SIZE);
            System.arraycopy(other.im[p], 0, im[p], 0, Fourier.SIZE);
        }
    }

    void forget() {
        for (int p = 0; p < PARTITIONS; p++) {
            Arrays.fill(re[p], 0);
            Arrays.fill(im[p], 0);
        }
    }
}
