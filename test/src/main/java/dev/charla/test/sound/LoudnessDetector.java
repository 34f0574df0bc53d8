package dev.charla.test.sound;

import dev.charla.engine.endpointing.SpeechDetector;

/** Takes whatever is louder than a quiet room for speech. Confined to its session's loop. */
public final class LoudnessDetector implements SpeechDetector {
    /** -40 dBFS, as the mean square of a full-scale sine. */
    private static final double LOUD = 32_768.0 * 32_768.0 / 2 / 10_000;

    /** A detector. */
    public LoudnessDetector() {}

    /** Whether so much audio is louder than a quiet room. */
    public static boolean isLoud(short[] samples, int offset, int length) {
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum > LOUD * length;
    }

    @Override
    public double speechProbability(short[] frame, int offset) {
        return isLoud(frame, offset, FRAME_SAMPLES) ? 1 : 0;
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
}
