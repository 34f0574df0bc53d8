package dev.charla.engine.cleaning;

import java.util.Arrays;

/** The spectra of what was played last, the newest first. Confined to one thread. */
final class PlayedBlocks {
    private static final int BLOCK = AdaptiveFilter.BLOCK;

    private final float[][] re = new float[AdaptiveFilter.PARTITIONS][Fourier.SIZE];
    private final float[][] im = new float[AdaptiveFilter.PARTITIONS][Fourier.SIZE];
    private final float[] power = new float[Fourier.BINS];
    private final float[] before = new float[BLOCK];
    private int newest;

    /** Takes the next block. */
    void add(float[] block) {
        newest = Math.floorMod(newest - 1, AdaptiveFilter.PARTITIONS);
        float[] xRe = re[newest];
        float[] xIm = im[newest];
        System.arraycopy(before, 0, xRe, 0, BLOCK);
        System.arraycopy(block, 0, xRe, BLOCK, BLOCK);
        Arrays.fill(xIm, 0);
        Fourier.forward(xRe, xIm);
        System.arraycopy(block, 0, before, 0, BLOCK);
        Arrays.fill(power, 0);
        for (int p = 0; p < AdaptiveFilter.PARTITIONS; p++) {
            for (int k = 0; k < Fourier.BINS; k++) {
                power[k] += re[p][k] * re[p][k] + im[p][k] * im[p][k];
            }
        }
    }

    float[] re(int age) {
        return re[(newest + age) % AdaptiveFilter.PARTITIONS];
    }

    float[] im(int age) {
        return im[(newest + age) % AdaptiveFilter.PARTITIONS];
    }

    /** The power in each bin over all blocks. */
    float[] power() {
        return power;
    }
}
