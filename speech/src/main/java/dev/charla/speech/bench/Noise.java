package dev.charla.speech.bench;

import java.util.Random;

/** Sounds that are no speech. The same for the same seed. */
final class Noise {
    private static final double FULL_SCALE = 32_768;

    private Noise() {}

    /** How loud samples are on average, on the scale of 16-bit numbers. */
    static double rms(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
    }

    static double ofDbfs(double dbfs) {
        return FULL_SCALE * Math.pow(10, dbfs / 20);
    }

    /**
     * Pink noise, as fans and streets make it.
     *
     * @param rms as {@link #rms} measures it
     */
    static short[] pink(int length, double rms, long seed) {
        Random random = new Random(seed);
        double[] out = new double[length];
        double low = 0;
        double middle = 0;
        double high = 0;
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double white = random.nextGaussian();
            // P. Kellet's three filters, whose sum falls by 3 dB an octave.
            low = 0.99765 * low + white * 0.0990460;
            middle = 0.96300 * middle + white * 0.2965164;
            high = 0.57000 * high + white * 1.0526913;
            out[i] = low + middle + high + white * 0.1848;
            sum += out[i] * out[i];
        }
        return scaled(out, rms / Math.sqrt(sum / length));
    }

    /** White noise, as bad cables make it. */
    static short[] white(int length, double rms, long seed) {
        Random random = new Random(seed);
        double[] out = new double[length];
        for (int i = 0; i < length; i++) {
            out[i] = random.nextGaussian();
        }
        return scaled(out, rms);
    }

    /** Clicks of 5 ms, as keys make them. */
    static short[] clicks(int length, int aMinute, double rms, long seed) {
        Random random = new Random(seed);
        double[] out = new double[length];
        int count = (int) ((long) length * aMinute / (60L * 16_000));
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(length - 80);
            for (int j = 0; j < 80; j++) {
                out[at + j] = random.nextGaussian() * Math.exp(-j / 20.0);
            }
        }
        return scaled(out, rms);
    }

    private static short[] scaled(double[] samples, double factor) {
        short[] out = new short[samples.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = clamp(samples[i] * factor);
        }
        return out;
    }

    static short[] sum(short[] one, short[] other) {
        short[] out = new short[one.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = clamp(one[i] + (i < other.length ? other[i] : 0));
        }
        return out;
    }

    static short clamp(double sample) {
        return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
