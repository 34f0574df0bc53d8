package dev.charla.audio;

import java.util.Objects;

/**
 * How loud audio is, in decibels below full scale (dBFS). Full scale is an amplitude of 32768, for
 * peak and RMS alike, so the loudest sine has an RMS of -3.01 dBFS.
 *
 * <p>Stateless; any thread.
 */
public final class Levels {
    /** What silence, or no audio at all, is said to have: below any level of 16-bit audio. */
    public static final double SILENCE_DBFS = -120;

    private static final double FULL_SCALE = 32_768;

    private Levels() {}

    /** Root mean square, at least {@link #SILENCE_DBFS}. */
    public static double rmsDbfs(short[] samples, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, samples.length);
        long sumOfSquares = 0;
        for (int i = offset; i < offset + length; i++) {
            sumOfSquares += (long) samples[i] * samples[i];
        }
        return length == 0 ? SILENCE_DBFS : ofMeanSquare((double) sumOfSquares / length);
    }

    /** Largest amplitude, at least {@link #SILENCE_DBFS}. */
    public static double peakDbfs(short[] samples, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, samples.length);
        int peak = 0;
        for (int i = offset; i < offset + length; i++) {
            peak = Math.max(peak, Math.abs((int) samples[i]));
        }
        return ofAmplitude(peak);
    }

    /** The level of an amplitude in sample units, where 32768 is 0 dBFS. */
    public static double ofAmplitude(double amplitude) {
        return Math.max(SILENCE_DBFS, 20 * Math.log10(amplitude / FULL_SCALE));
    }

    /** The amplitude in sample units that has the level. */
    public static double toAmplitude(double dbfs) {
        return FULL_SCALE * Math.pow(10, dbfs / 20);
    }

    static double ofMeanSquare(double meanSquare) {
        return ofAmplitude(Math.sqrt(meanSquare));
    }
}
