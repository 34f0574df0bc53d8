package dev.charla.engine.endpointing;

import java.util.Arrays;

/**
 * How the intonation ended.
 *
 * @param melody the direction of the pitch
 */
public record Prosody(Melody melody) {
    /** Nothing is known. */
    public static final Prosody UNKNOWN = new Prosody(Melody.UNKNOWN);

    /** Direction of the pitch in the last syllables. */
    public enum Melody {
        FALLING,
        RISING,
        LEVEL,
        UNKNOWN
    }

    private static final int RATE_HZ = SpeechDetector.SAMPLE_RATE_HZ / 2;
    private static final int WINDOW = RATE_HZ / 25;
    private static final int HOP = RATE_HZ / 100;

    /** Voices of men and of children lie in between. */
    private static final int LOWEST_HZ = 70;

    private static final int HIGHEST_HZ = 400;

    /** Below this correlation, two consecutive periods are too different. */
    private static final double VOICED = 0.7;

    /** Minimum of pitch values, one per 10 ms, for a direction. */
    private static final int LEAST_PITCHES = 12;

    /** Analyses the last 300 ms that had a pitch. */
    private static final int LAST_PITCHES = 30;

    private static final double MOVE_SEMITONES = 2;
    private static final double LEVEL_SEMITONES = 0.8;

    /** How much audio before the pause to analyse, in ms. */
    public static final int USEFUL_MS = 700;

    /**
     * Analyses the end of the utterance.
     *
     * @param samples mono at {@link SpeechDetector#SAMPLE_RATE_HZ}, the latest last
     */
    public static Prosody of(short[] samples) {
        double[] half = halved(samples);
        double[] pitches = new double[Math.max(0, half.length / HOP)];
        int count = 0;
        for (int at = 0; at + 2 * WINDOW <= half.length; at += HOP) {
            double pitch = pitch(half, at);
            if (pitch > 0) {
                pitches[count++] = 12 * Math.log(pitch / LOWEST_HZ) / Math.log(2);
            }
        }
        int from = Math.max(0, count - LAST_PITCHES);
        return new Prosody(melody(Arrays.copyOfRange(pitches, from, count)));
    }

    private static double[] halved(short[] samples) {
        double[] half = new double[samples.length / 2];
        for (int i = 0; i < half.length; i++) {
            half[i] = (samples[2 * i] + samples[2 * i + 1]) / 2.0;
        }
        return half;
    }

    /** By normalised autocorrelation; 0 where there is none. */
    private static double pitch(double[] samples, int at) {
        double best = 0;
        int bestLag = 0;
        for (int lag = RATE_HZ / HIGHEST_HZ; lag <= RATE_HZ / LOWEST_HZ; lag++) {
            double product = 0;
            double here = 1;
            double there = 1;
            for (int i = at; i < at + WINDOW; i++) {
                product += samples[i] * samples[i + lag];
                here += samples[i] * samples[i];
                there += samples[i + lag] * samples[i + lag];
            }
            double likeness = product / Math.sqrt(here * there);
            // Two periods correlate as well as one: a longer lag must be clearly better.
            if (likeness > best + 0.02) {
                best = likeness;
                bestLag = lag;
            }
        }
        return best < VOICED ? 0 : (double) RATE_HZ / bestLag;
    }

    private static Melody melody(double[] semitones) {
        if (semitones.length < LEAST_PITCHES) {
            return Melody.UNKNOWN;
        }
        int third = semitones.length / 3;
        double before = median(Arrays.copyOfRange(semitones, 0, third));
        double after =
                median(Arrays.copyOfRange(semitones, semitones.length - third, semitones.length));
        double move = after - before;
        if (move < -MOVE_SEMITONES) {
            return Melody.FALLING;
        }
        if (move > MOVE_SEMITONES) {
            return Melody.RISING;
        }
        return Math.abs(move) < LEVEL_SEMITONES ? Melody.LEVEL : Melody.UNKNOWN;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
