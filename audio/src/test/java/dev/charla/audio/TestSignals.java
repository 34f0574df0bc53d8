package dev.charla.audio;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Sounds to test with; the same arguments always give the same samples. */
final class TestSignals {
    private TestSignals() {}

    /** A sine whose peak is {@code dbfs}, beginning at zero and rising. */
    static Pcm16 sine(int rateHz, double hz, double dbfs, int length) {
        double amplitude = Levels.toAmplitude(dbfs);
        var samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = toSample(amplitude * Math.sin(2 * Math.PI * hz * i / rateHz));
        }
        return Pcm16.of(rateHz, samples);
    }

    /** A sine that goes from one frequency to another, by the same number of Hz in equal times. */
    static Pcm16 sweep(int rateHz, double fromHz, double toHz, double dbfs, int length) {
        double amplitude = Levels.toAmplitude(dbfs);
        var samples = new short[length];
        for (int i = 0; i < length; i++) {
            double seconds = (double) i / rateHz;
            double meanHz = fromHz + (toHz - fromHz) * i / length / 2;
            samples[i] = toSample(amplitude * Math.sin(2 * Math.PI * meanHz * seconds));
        }
        return Pcm16.of(rateHz, samples);
    }

    /** Equally likely amplitudes up to {@code peakDbfs}, equally strong at all frequencies. */
    static Pcm16 whiteNoise(int rateHz, double peakDbfs, int length, long seed) {
        RandomGenerator random = random(seed);
        double amplitude = Levels.toAmplitude(peakDbfs);
        var samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = toSample(amplitude * (2 * random.nextDouble() - 1));
        }
        return Pcm16.of(rateHz, samples);
    }

    /** Noise of equal strength per octave: sixteen held random values (Voss and McCartney). */
    static Pcm16 pinkNoise(int rateHz, double peakDbfs, int length, long seed) {
        RandomGenerator random = random(seed);
        var held = new double[16];
        Arrays.setAll(held, _ -> 2 * random.nextDouble() - 1);
        double amplitude = Levels.toAmplitude(peakDbfs) / held.length;
        var samples = new short[length];
        for (int i = 0; i < length; i++) {
            int row = Math.min(Integer.numberOfTrailingZeros(i + 1), held.length - 1);
            held[row] = 2 * random.nextDouble() - 1;
            samples[i] = toSample(amplitude * Arrays.stream(held).sum());
        }
        return Pcm16.of(rateHz, samples);
    }

    /** One sample of half of full scale in silence. */
    static Pcm16 click(int rateHz, int at, int length) {
        var samples = new short[length];
        samples[at] = 16_384;
        return Pcm16.of(rateHz, samples);
    }

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static short toSample(double value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
