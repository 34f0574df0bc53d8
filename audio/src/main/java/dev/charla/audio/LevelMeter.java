package dev.charla.audio;

import java.time.Duration;
import java.util.Objects;

/**
 * Follows the loudness of a stream: RMS over a sliding exponential window, and a peak that jumps up
 * and falls back slowly. It runs on the audio's own time, so the size of the chunks does not change
 * what it shows. Confined to one thread at a time.
 */
public final class LevelMeter {
    /** Fall of the peak: IEC 60268-10 Type I meters take 1.7 s for 20 dB. */
    private static final double PEAK_FALL_DB_PER_SECOND = 20 / 1.7;

    /**
     * A mean square 180 dB down, below anything shown. It is taken for nothing, as numbers that
     * fade for minutes of silence would end in the denormal ones, which are slow to reckon with.
     */
    private static final double NOTHING = 1e-9;

    private final double keepPerSample;
    private final double peakKeepPerSample;
    private double meanSquare;
    private double peak;

    /**
     * @param window time constant of the RMS: a tone that stops has fallen by 4.3 dB after it; 125
     *     ms and 1 s are the customary fast and slow
     * @throws IllegalArgumentException when the rate or the window is not above zero
     */
    public LevelMeter(int sampleRateHz, Duration window) {
        if (sampleRateHz <= 0 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(window + " at " + sampleRateHz + " Hz");
        }
        double seconds = window.toNanos() / 1e9;
        keepPerSample = Math.exp(-1 / (seconds * sampleRateHz));
        peakKeepPerSample = Math.pow(10, -PEAK_FALL_DB_PER_SECOND / 20 / sampleRateHz);
    }

    /** Hears more of the stream. */
    public void add(short[] samples, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, samples.length);
        double square = meanSquare;
        double top = peak;
        for (int i = offset; i < offset + length; i++) {
            double sample = samples[i];
            square = sample * sample + keepPerSample * (square - sample * sample);
            top = Math.max(top * peakKeepPerSample, Math.abs(sample));
        }
        meanSquare = square < NOTHING ? 0 : square;
        peak = top * top < NOTHING ? 0 : top;
    }

    /** RMS now in dBFS, {@link Levels#SILENCE_DBFS} before the first sample. */
    public double rmsDbfs() {
        return Levels.ofMeanSquare(meanSquare);
    }

    /** Peak now in dBFS, {@link Levels#SILENCE_DBFS} before the first sample. */
    public double peakDbfs() {
        return Levels.ofAmplitude(peak);
    }

    /** Forgets what was heard. */
    public void reset() {
        meanSquare = 0;
        peak = 0;
    }
}
