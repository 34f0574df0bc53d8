package dev.charla.engine.recognition;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An utterance as if it had been said in a quiet room: with pink noise {@link #BELOW_SPEECH_DB}
 * below its loud parts. The acoustic model has only ever heard rooms, so it does not know the
 * silence without any noise that a synthetic voice or a noise gate leaves within and between words.
 * Where there is as much noise already, nothing is added.
 *
 * <p>The noise stays as loud as it was at the beginning: a room that grows louder while somebody
 * speaks is taken for sounds of words. Confined to the decoder's thread.
 */
final class RoomNoise implements UtteranceAudio {
    /**
     * The model's silence is some 35 dB below its loud phones, by its own means. Where somebody
     * speaks in less noise than this, voices that the model does not know are hardly heard; with 28
     * dB, other voices are heard worse.
     */
    private static final double BELOW_SPEECH_DB = 33;

    /**
     * 0.7 s, whose loudest part tells how loud somebody speaks: the first words of an utterance
     * that is opened with 0.3 s from before its onset. Such an utterance has as much when it ends,
     * so nothing waits for this then; a shorter one has its end.
     */
    private static final int FIRST_SAMPLES = Recognizer.SAMPLE_RATE_HZ * 7 / 10;

    /** 50 ms: longer than a click. */
    private static final int BLOCK_SAMPLES = Recognizer.SAMPLE_RATE_HZ / 20;

    private final UtteranceAudio heard;
    private final Pink pink = new Pink();
    private boolean begun;
    private double level;

    RoomNoise(UtteranceAudio heard) {
        this.heard = heard;
    }

    /** {@inheritDoc} The first chunk comes when the first 0.7 s are there. */
    @Override
    public double[] take() {
        double[] chunk;
        if (begun) {
            chunk = heard.take();
        } else {
            begun = true;
            chunk = first();
            level = missing(chunk);
        }
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] += level * pink.next();
        }
        return chunk;
    }

    private double[] first() {
        double[] chunk = heard.take();
        double[] more = chunk;
        while (chunk.length < FIRST_SAMPLES && more.length > 0) {
            more = heard.take();
            int before = chunk.length;
            chunk = Arrays.copyOf(chunk, before + more.length);
            System.arraycopy(more, 0, chunk, before, more.length);
        }
        return chunk;
    }

    /** The RMS of what the quietest block lacks. */
    private static double missing(double[] samples) {
        double most = 0;
        double least = Double.MAX_VALUE;
        for (int from = 0; from + BLOCK_SAMPLES <= samples.length; from += BLOCK_SAMPLES) {
            double energy = 0;
            for (int i = from; i < from + BLOCK_SAMPLES; i++) {
                energy += samples[i] * samples[i];
            }
            most = Math.max(most, energy);
            least = Math.min(least, energy);
        }
        double wanted = most * Math.pow(10, -BELOW_SPEECH_DB / 10);
        return Math.sqrt(Math.max(0, wanted - least) / BLOCK_SAMPLES);
    }

    /** Noise that falls by 3 dB an octave, of an RMS of 1. The same for every utterance. */
    private static final class Pink {
        /** What the filters make of numbers between -0.5 and 0.5, measured. */
        private static final double FILTERED_RMS = 0.858;

        private final SplittableRandom random = new SplittableRandom(1);
        private double low;
        private double middle;
        private double high;

        double next() {
            double white = random.nextDouble() - 0.5;
            // P. Kellet's three filters.
            low = 0.99765 * low + white * 0.0990460;
            middle = 0.96300 * middle + white * 0.2965164;
            high = 0.57000 * high + white * 1.0526913;
            return (low + middle + high + white * 0.1848) / FILTERED_RMS;
        }
    }
}
