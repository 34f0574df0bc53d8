package dev.charla.audio;

import java.time.Duration;
import java.util.Objects;

/**
 * Makes a stream louder or softer. Above 70 % of full scale a soft limiter bends what would not
 * fit, so that the loudest input gives exactly full scale and nothing is ever clipped or wrapped
 * around; at a factor of 1 or less nothing is bent. A change of the factor is spread over 10 ms, so
 * that it does not click. Confined to one thread at a time.
 */
public final class Gain {
    /** The largest factor, 36 dB. */
    public static final double MAX_FACTOR = 64;

    private static final Duration RAMP = Duration.ofMillis(10);
    private static final double FULL_SCALE = 32_768;
    private static final double KNEE = 0.7 * FULL_SCALE;
    private static final double ROOM = FULL_SCALE - KNEE;

    private final int rampSamples;
    private double factor;
    private double target;
    private double step;
    private int rampLeft;
    private double bend;

    /**
     * @param factor on the amplitude, 0 to {@link #MAX_FACTOR}
     * @throws IllegalArgumentException when the rate is not above zero or the factor out of range
     */
    public Gain(int sampleRateHz, double factor) {
        if (sampleRateHz <= 0) {
            throw new IllegalArgumentException("sample rate of " + sampleRateHz + " Hz");
        }
        rampSamples = Math.max(1, Math.toIntExact(Pcm16.samplesIn(RAMP, sampleRateHz)));
        target = checked(factor);
        jump();
    }

    /**
     * Goes to another factor within the next 10 ms of audio.
     *
     * @throws IllegalArgumentException when the factor is out of range
     */
    public void to(double factor) {
        target = checked(factor);
        rampLeft = rampSamples;
        step = (target - this.factor) / rampSamples;
    }

    /** Changes samples in place. */
    public void apply(short[] samples, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, samples.length);
        if (rampLeft == 0 && factor == 1) {
            return;
        }
        for (int i = offset; i < offset + length; i++) {
            if (rampLeft > 0) {
                advance();
            }
            samples[i] = shaped(samples[i] * factor);
        }
    }

    /** Takes up the factor asked for at once, as between two streams. */
    public void jump() {
        rampLeft = 0;
        factor = target;
        bend = bendFor(factor);
    }

    private void advance() {
        if (rampLeft == 1) {
            jump();
            return;
        }
        rampLeft--;
        factor += step;
        bend = bendFor(factor);
    }

    /**
     * The curve above the knee is {@code knee + e / (1 + bend * e)} for an excess {@code e}: its
     * slope at the knee is 1, and the bend is the one by which the largest input reaches full
     * scale.
     */
    private static double bendFor(double factor) {
        return factor <= 1 ? 0 : 1 / ROOM - 1 / (factor * FULL_SCALE - KNEE);
    }

    private short shaped(double scaled) {
        double magnitude = Math.abs(scaled);
        if (magnitude > KNEE) {
            double excess = magnitude - KNEE;
            magnitude = Math.min(KNEE + excess / (1 + bend * excess), Short.MAX_VALUE);
        }
        return (short) Math.round(Math.copySign(magnitude, scaled));
    }

    private static double checked(double factor) {
        if (!(factor >= 0 && factor <= MAX_FACTOR)) {
            throw new IllegalArgumentException("factor of " + factor);
        }
        return factor;
    }
}
