package dev.charla.engine.endpointing;

import java.util.Arrays;

/**
 * Evidence of a voice in a frame: how far its strongest bands are above the tracked noise floor of
 * each band, and whether it has a pitch. Steady noise of any level has neither for long. Confined
 * to one thread.
 */
public final class SubbandEvidence {
    /** 0-0.5, 0.5-1, 1-2 and 2-4 kHz. */
    private static final int BANDS = 4;

    /** Nothing below -75 dBFS counts as a voice, however quiet the room. */
    private static final double LOWEST_FLOOR_DB = -75;

    /** The first frame may already be a voice, so the floor does not start at its level. */
    private static final double HIGHEST_FIRST_FLOOR_DB = -50;

    /** At this distance above the floor, with a clear pitch, the probability is 0.5. */
    private static final double EVEN_SNR_DB = 9;

    private static final double SNR_STEEPNESS_DB = 3;
    private static final double EVEN_PITCH = 0.4;
    private static final double PITCH_STEEPNESS = 0.05;

    /**
     * How much the floor rises per frame of 20 ms: 5 dB per second in noise, 0.5 dB during a voice.
     */
    private static final double NOISE_CLIMB_DB = 0.1;

    private static final double VOICE_CLIMB_DB = 0.01;

    /** Share of the difference by which the floor falls in one frame. */
    private static final double FALL = 0.3;

    /** Searches the pitch from 60 to 400 Hz in 40 ms of audio at 4 kHz. */
    private static final int PITCH_RATE_HZ = SpeechDetector.SAMPLE_RATE_HZ / 4;

    private static final int SHORTEST_PERIOD = PITCH_RATE_HZ / 400;
    private static final int LONGEST_PERIOD = PITCH_RATE_HZ / 60;
    private static final int PITCH_FRAME = SpeechDetector.FRAME_SAMPLES / 4;
    private static final double PRE_EMPHASIS = 0.7;

    private final double[] floorDb = new double[BANDS];
    private final double[] levelDb = new double[BANDS];
    private final double[] split = new double[SpeechDetector.FRAME_SAMPLES];
    private final double[] voice = new double[2 * PITCH_FRAME];
    private double lastSample;
    private boolean begun;

    /**
     * 0 to 1; rises with level and with clarity.
     *
     * @param frame 16 kHz mono, of which {@link SpeechDetector#FRAME_SAMPLES} are read
     * @param offset where they begin
     */
    public double of(short[] frame, int offset) {
        analyse(frame, offset);
        double pitch = pitch();
        if (!begun) {
            begun = true;
            Arrays.setAll(floorDb, band -> Math.min(levelDb[band], HIGHEST_FIRST_FLOOR_DB));
        }
        double snrDb = snrDb();
        followFloor(pitch >= EVEN_PITCH);
        return 1
                / ((1 + Math.exp((EVEN_SNR_DB - snrDb) / SNR_STEEPNESS_DB))
                        * (1 + Math.exp((EVEN_PITCH - pitch) / PITCH_STEEPNESS)));
    }

    /** Forgets the floor, for another stream. */
    public void reset() {
        begun = false;
        lastSample = 0;
        Arrays.fill(voice, 0);
    }

    /**
     * Splits the frame into bands by sums and differences of neighbours, halving the rate each
     * time.
     */
    private void analyse(short[] frame, int offset) {
        for (int i = 0; i < split.length; i++) {
            split[i] = frame[offset + i] / 32_768.0;
        }
        int length = split.length;
        double[] energies = new double[BANDS];
        for (int octave = BANDS; octave > 0; octave--) {
            length /= 2;
            double difference = 0;
            for (int i = 0; i < length; i++) {
                double sum = (split[2 * i] + split[2 * i + 1]) / 2;
                double rest = (split[2 * i] - split[2 * i + 1]) / 2;
                difference += rest * rest;
                split[i] = sum;
            }
            if (octave < BANDS) {
                energies[octave] = difference / length;
            }
            if (length == PITCH_FRAME) {
                keepForPitch();
            }
        }
        energies[0] = variance(split, length);
        Arrays.setAll(
                levelDb,
                band -> Math.max(10 * Math.log10(energies[band] + 1e-12), LOWEST_FLOOR_DB));
    }

    private void keepForPitch() {
        System.arraycopy(voice, PITCH_FRAME, voice, 0, PITCH_FRAME);
        for (int i = 0; i < PITCH_FRAME; i++) {
            voice[PITCH_FRAME + i] = split[i] - PRE_EMPHASIS * lastSample;
            lastSample = split[i];
        }
    }

    /** The highest normalised correlation of the last 40 ms with themselves a period later. */
    private double pitch() {
        double highest = 0;
        for (int period = SHORTEST_PERIOD; period <= LONGEST_PERIOD; period++) {
            double product = 0;
            double first = 1e-9;
            double second = 1e-9;
            for (int i = 0; i < voice.length - period; i++) {
                product += voice[i] * voice[i + period];
                first += voice[i] * voice[i];
                second += voice[i + period] * voice[i + period];
            }
            highest = Math.max(highest, product / Math.sqrt(first * second));
        }
        return highest;
    }

    /** How far the two strongest bands are above their floor, on average. */
    private double snrDb() {
        double best = 0;
        double next = 0;
        for (int band = 0; band < BANDS; band++) {
            double snr = levelDb[band] - floorDb[band];
            if (snr > best) {
                next = best;
                best = snr;
            } else if (snr > next) {
                next = snr;
            }
        }
        return (best + next) / 2;
    }

    private void followFloor(boolean voiced) {
        for (int band = 0; band < BANDS; band++) {
            double above = levelDb[band] - floorDb[band];
            floorDb[band] +=
                    above < 0
                            ? FALL * above
                            : Math.min(above, voiced ? VOICE_CLIMB_DB : NOISE_CLIMB_DB);
        }
    }

    private static double variance(double[] values, int length) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < length; i++) {
            sum += values[i];
            squares += values[i] * values[i];
        }
        return Math.max(0, squares / length - sum / length * (sum / length));
    }
}
