package dev.charla.speech.moonshine;

import dev.charla.engine.recognition.Recognizer;
import java.util.Arrays;

/**
 * Where speech lies in the audio of an utterance, by loudness alone: the turn's detector has found
 * out already that there is some.
 *
 * @param from first sample
 * @param to behind the last one; equal to {@code from} when all is silent
 */
record SpeechSpan(int from, int to) {
    private static final int FRAME = Recognizer.SAMPLE_RATE_HZ / 50;

    /** Below this nobody speaks, not even far from the microphone. */
    private static final double SILENT_DB = -65;

    /** Weaker sounds at the ends of words lie so far below the loudest parts. */
    private static final double WEAKEST_BELOW_PEAK_DB = 32;

    /** What is no louder than this above the room's noise is taken for it. */
    private static final double ABOVE_NOISE_DB = 6;

    int length() {
        return to - from;
    }

    /**
     * @param samples from -1 to 1, without a constant part
     */
    static SpeechSpan of(float[] samples) {
        int frames = samples.length / FRAME;
        double[] levels = new double[frames];
        for (int i = 0; i < frames; i++) {
            levels[i] = level(samples, i * FRAME);
        }
        if (frames == 0) {
            return new SpeechSpan(0, samples.length);
        }
        double[] sorted = levels.clone();
        Arrays.sort(sorted);
        double noise = sorted[frames / 10];
        double peak = sorted[frames - 1];
        if (peak < SILENT_DB) {
            return new SpeechSpan(0, 0);
        }
        if (peak - noise < ABOVE_NOISE_DB) {
            // Nothing stands out: the noise of a room would not have begun a turn.
            return new SpeechSpan(0, samples.length);
        }
        double loud =
                Math.min(
                        Math.max(noise + ABOVE_NOISE_DB, peak - WEAKEST_BELOW_PEAK_DB),
                        (noise + peak) / 2);
        int first = 0;
        while (first < frames && levels[first] < loud) {
            first++;
        }
        int last = frames - 1;
        while (last > first && levels[last] < loud) {
            last--;
        }
        return new SpeechSpan(first * FRAME, Math.min(samples.length, (last + 1) * FRAME));
    }

    /** Loudness of a frame, in dB of full scale. */
    private static double level(float[] samples, int at) {
        double power = 0;
        for (int i = at; i < at + FRAME; i++) {
            power += samples[i] * samples[i];
        }
        return 10 * Math.log10(power / FRAME + 1e-12);
    }

    /**
     * The quietest place of so many milliseconds to cut long audio at.
     *
     * @param from where to begin to look
     * @param to behind the last sample to look at
     */
    static int quietest(float[] samples, int from, int to) {
        int window = 10 * FRAME;
        int best = to;
        double least = Double.POSITIVE_INFINITY;
        for (int at = from; at + window <= to; at += FRAME) {
            double power = 0;
            for (int i = at; i < at + window; i++) {
                power += samples[i] * samples[i];
            }
            if (power < least) {
                least = power;
                best = at + window / 2;
            }
        }
        return best;
    }
}
