package dev.charla.engine.cleaning;

import java.util.Arrays;

/**
 * Attenuates noise, and the residual of an echo canceller, per bin. The output is one block later
 * than the input. Confined to one thread.
 */
final class SpectralFilter {
    static final int BLOCK = AdaptiveFilter.BLOCK;

    /** -18 dB: more attenuation causes audible artefacts and does not help recognition. */
    private static final float LEAST_NOISE_GAIN = 0.126f;

    /** -26 dB. */
    private static final float LEAST_ECHO_GAIN = 0.05f;

    private static final float PRIOR_SHARE = 0.98f;
    private static final float LEAST_PRIOR = 0.003f;

    /** Overestimates the echo: suppressing the agent too much is better than a false barge-in. */
    private static final float ECHO_FACTOR = 3f;

    /** The estimate of the residual echo rises at once and decays within some seconds. */
    private static final float LEFT_FALL = 0.3f;

    private static final float LEFT_RISE = 1.01f;
    private static final float MOST_LEFT = 1f;
    private static final float LEAST_LEFT = 1e-4f;

    private final boolean noise;
    private final NoiseFloor floor = new NoiseFloor();
    private final float[] cleanBefore = new float[BLOCK];
    private final float[] echoBefore = new float[BLOCK];
    private final float[] re = new float[Fourier.SIZE];
    private final float[] im = new float[Fourier.SIZE];
    private final float[] echoRe = new float[Fourier.SIZE];
    private final float[] echoIm = new float[Fourier.SIZE];
    private final float[] overlap = new float[BLOCK];
    private final float[] power = new float[Fourier.BINS];
    private final float[] speechBefore = new float[Fourier.BINS];
    private final float[] left = new float[Fourier.BINS];

    /**
     * @param noise whether to attenuate noise, or only echo
     */
    SpectralFilter(boolean noise) {
        this.noise = noise;
        Arrays.fill(left, MOST_LEFT);
    }

    /**
     * Processes a block.
     *
     * @param block may be the array that receives the output
     * @param echo the echo already removed; all zero when none was
     */
    void process(float[] block, float[] echo, float[] output) {
        spectrum(cleanBefore, block, re, im);
        spectrum(echoBefore, echo, echoRe, echoIm);
        for (int k = 0; k < Fourier.BINS; k++) {
            power[k] = re[k] * re[k] + im[k] * im[k];
        }
        float[] noisePower = floor.follow(power);
        for (int k = 0; k < Fourier.BINS; k++) {
            float gain = echoGain(k);
            if (noise) {
                gain *= noiseGain(k, noisePower[k]);
            }
            re[k] *= gain;
            im[k] *= gain;
        }
        Fourier.mirror(re, im);
        Fourier.inverse(re, im);
        for (int i = 0; i < BLOCK; i++) {
            output[i] = overlap[i] + re[i] * Windows.ROOT_HANN[i];
            overlap[i] = re[BLOCK + i] * Windows.ROOT_HANN[BLOCK + i];
        }
    }

    private static void spectrum(float[] before, float[] block, float[] re, float[] im) {
        for (int i = 0; i < BLOCK; i++) {
            re[i] = before[i] * Windows.ROOT_HANN[i];
            re[BLOCK + i] = block[i] * Windows.ROOT_HANN[BLOCK + i];
        }
        System.arraycopy(block, 0, before, 0, BLOCK);
        Arrays.fill(im, 0);
        Fourier.forward(re, im);
    }

    /** Uses the recent minimum ratio of residual to echo in this bin. */
    private float echoGain(int k) {
        float echo = echoRe[k] * echoRe[k] + echoIm[k] * echoIm[k];
        if (echo < 1e-6f) {
            return 1;
        }
        float share = power[k] / echo;
        left[k] =
                share < left[k]
                        ? left[k] + LEFT_FALL * (share - left[k])
                        : Math.min(MOST_LEFT, left[k] * LEFT_RISE);
        left[k] = Math.max(LEAST_LEFT, left[k]);
        float residual = ECHO_FACTOR * left[k] * echo;
        float gain = 1 - residual / (power[k] + 1e-9f);
        return gain < LEAST_ECHO_GAIN ? LEAST_ECHO_GAIN : gain;
    }

    /** Wiener's, with the decision-directed estimate of Ephraim and Malah. */
    private float noiseGain(int k, float noisePower) {
        float posterior = power[k] / (noisePower + 1e-9f);
        float prior =
                PRIOR_SHARE * speechBefore[k] / (noisePower + 1e-9f)
                        + (1 - PRIOR_SHARE) * Math.max(0, posterior - 1);
        prior = Math.max(LEAST_PRIOR, prior);
        float gain = prior / (1 + prior);
        speechBefore[k] = gain * gain * power[k];
        return Math.max(LEAST_NOISE_GAIN, gain);
    }
}
