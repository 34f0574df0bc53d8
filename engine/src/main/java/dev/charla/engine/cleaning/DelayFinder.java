package dev.charla.engine.cleaning;

import java.util.Arrays;

/**
 * Finds the delay between playback and the echo of the agent's voice, in whole blocks. For every
 * possible delay it compares bit patterns of the bands in which either signal is louder than usual:
 * this is cheap, and robust against the acoustics of the room. Confined to one thread.
 */
final class DelayFinder {
    /** 2 s: a client with a longer delay does not play at once, and the filter cannot help it. */
    static final int MOST_BLOCKS = 2 * 16_000 / AdaptiveFilter.BLOCK;

    private static final int BANDS = 32;

    /** 250 Hz; rooms hum below that. */
    private static final int FIRST_BIN = 8;

    /** Width of a band, 94 Hz: 32 bands reach to 3.25 kHz, where speech is. */
    private static final int BINS_PER_BAND = 3;

    private static final float USUAL_SHARE = 1f / 64;
    private static final float COST_SHARE = 1f / 60;

    /**
     * Bits by which the best delay must exceed the average. Without an echo the difference is under
     * one.
     */
    private static final float CLEAR = 1.5f;

    /** It must stay the best for a quarter of a second. */
    private static final int STEADY_BLOCKS = 15;

    /** -60 dBFS: quieter audio is not compared. */
    private static final float AUDIBLE = 1e-6f;

    private final Bands near = new Bands();
    private final Bands far = new Bands();
    private final int[] farBits = new int[MOST_BLOCKS];
    private final boolean[] farAudible = new boolean[MOST_BLOCKS];
    private final float[] costs = new float[MOST_BLOCKS];
    private int newest;
    private int candidate;
    private int steady;
    private int found = -1;

    DelayFinder() {
        Arrays.fill(costs, BANDS / 2f);
    }

    /**
     * Processes the next block of both signals; returns the delay in blocks, or -1 while unknown.
     */
    int find(float[] heard, float[] played) {
        newest = Math.floorMod(newest - 1, MOST_BLOCKS);
        farAudible[newest] = power(played) > AUDIBLE;
        farBits[newest] = far.bits(played);
        int bits = near.bits(heard);
        if (power(heard) < AUDIBLE) {
            return found;
        }
        boolean compared = false;
        for (int delay = 0; delay < MOST_BLOCKS; delay++) {
            int at = (newest + delay) % MOST_BLOCKS;
            if (farAudible[at]) {
                costs[delay] += COST_SHARE * (Integer.bitCount(bits ^ farBits[at]) - costs[delay]);
                compared = true;
            }
        }
        if (compared) {
            decide();
        }
        return found;
    }

    private void decide() {
        int best = 0;
        float sum = 0;
        for (int delay = 0; delay < MOST_BLOCKS; delay++) {
            sum += costs[delay];
            if (costs[delay] < costs[best]) {
                best = delay;
            }
        }
        steady = Math.abs(best - candidate) <= 1 ? steady + 1 : 0;
        candidate = best;
        if (steady >= STEADY_BLOCKS && costs[best] < sum / MOST_BLOCKS - CLEAR) {
            found = best;
        }
    }

    private static float power(float[] block) {
        float sum = 0;
        for (float sample : block) {
            sum += sample * sample;
        }
        return sum / block.length;
    }

    /** The bands in which a signal is louder than usual. */
    private static final class Bands {
        private final float[] usual = new float[BANDS];
        private final float[] re = new float[Fourier.SIZE];
        private final float[] im = new float[Fourier.SIZE];
        private final float[] before = new float[AdaptiveFilter.BLOCK];

        int bits(float[] block) {
            int half = AdaptiveFilter.BLOCK;
            for (int i = 0; i < half; i++) {
                re[i] = before[i] * Windows.HANN[i];
                re[half + i] = block[i] * Windows.HANN[half + i];
            }
            System.arraycopy(block, 0, before, 0, half);
            Arrays.fill(im, 0);
            Fourier.forward(re, im);
            int bits = 0;
            for (int band = 0; band < BANDS; band++) {
                float level = 0;
                for (int i = 0; i < BINS_PER_BAND; i++) {
                    int k = FIRST_BIN + band * BINS_PER_BAND + i;
                    level += re[k] * re[k] + im[k] * im[k];
                }
                float log = (float) Math.log10(level + 1e-9f);
                if (log > usual[band]) {
                    bits |= 1 << band;
                }
                usual[band] += USUAL_SHARE * (log - usual[band]);
            }
            return bits;
        }
    }
}
