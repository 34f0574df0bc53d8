package dev.charla.engine.cleaning;

import java.util.Arrays;

/**
 * How long after it was played the agent's voice comes in, in whole blocks. Compares which bands of
 * either signal are louder than usual, bit by bit, at every delay there may be: cheap, and
 * untouched by what the room does to the sound. Confined to one thread.
 */
final class DelayFinder {
    /** 2 s: with more a client does not play at once, and nothing can be done here. */
    static final int MOST_BLOCKS = 2 * 16_000 / AdaptiveFilter.BLOCK;

    private static final int BANDS = 32;

    /** 250 Hz, below which rooms hum. */
    private static final int FIRST_BIN = 8;

    /** 94 Hz each: 32 of them reach to 3.25 kHz, where speech is. */
    private static final int BINS_PER_BAND = 3;

    private static final float USUAL_SHARE = 1f / 64;
    private static final float COST_SHARE = 1f / 60;

    /** Bits by which the best delay must beat the average. Without an echo it is under one. */
    private static final float CLEAR = 1.5f;

    /** A quarter of a second in which it stays the best. */
    private static final int STEADY_BLOCKS = 15;

    /** -60 dBFS: quieter than this nothing is compared. */
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

    /** Hears the next block of both; the delay in blocks, or -1 while none is known. */
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

    /** Which bands of a signal are louder than they usually are. */
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
