package dev.charla.speech.synthesis;

import dev.charla.audio.Gain;
import dev.charla.audio.Resampler;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.Arrays;

/**
 * Converts the vocoder's output to the synthesiser's contract: 24 kHz, the requested volume, and no
 * silence before the first sound. Confined to one thread; one per sentence.
 */
final class SpeechShaper implements StreamingVocoder.Output {
    /** 20 ms. */
    static final int BLOCK_SAMPLES = MaryVoice.SAMPLE_RATE_HZ / 50;

    /** The vocoder's loudest vowels reach some 17000 of 32768; this brings them to -2 dBFS. */
    private static final double LEVEL = 1.5;

    /** -54 dBFS: below it nothing of a word has begun. */
    private static final int AUDIBLE = 64;

    private final Resampler resampler =
            new Resampler(MaryVoice.SAMPLE_RATE_HZ, Synthesizer.SAMPLE_RATE_HZ);
    private final Gain gain;
    private final MaryTiming timing;
    private final Synthesizer.Sink sink;
    private final short[] narrowed = new short[BLOCK_SAMPLES];
    private boolean begun;
    private int skipped;

    /**
     * @param timing told to the sink before the first sample, the silence before it taken off
     */
    SpeechShaper(Gain gain, MaryTiming timing, Synthesizer.Sink sink) {
        this.gain = gain;
        this.timing = timing;
        this.sink = sink;
    }

    @Override
    public void block(double[] block, int length) throws InterruptedException {
        for (int i = 0; i < length; i++) {
            narrowed[i] =
                    (short)
                            Math.clamp(
                                    Math.round(block[i] * LEVEL), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (!begun) {
            if (!isAudible(length)) {
                skipped += length;
                return;
            }
            begun = true;
            sink.timing(
                    timing.from(skipped * Synthesizer.SAMPLE_RATE_HZ / MaryVoice.SAMPLE_RATE_HZ));
        }
        var out = new short[resampler.maxOutput(length)];
        hand(out, resampler.resample(narrowed, 0, length, out, 0));
    }

    /** Hands over the last samples. */
    void finish() throws InterruptedException {
        var out = new short[resampler.maxFlush()];
        int length = resampler.flush(out, 0);
        if (begun) {
            hand(out, length);
        }
    }

    private boolean isAudible(int length) {
        for (int i = 0; i < length; i++) {
            if (Math.abs(narrowed[i]) > AUDIBLE) {
                return true;
            }
        }
        return false;
    }

    private void hand(short[] samples, int length) throws InterruptedException {
        if (length > 0) {
            gain.apply(samples, 0, length);
            sink.audio(length == samples.length ? samples : Arrays.copyOf(samples, length));
        }
    }
}
