package dev.charla.speech.synthesis;

import dev.charla.audio.Gain;
import dev.charla.audio.Resampler;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.Arrays;

/** 16-bit little-endian audio of a program, made into what a synthesiser promises. One thread. */
final class ProgramAudio {
    private final Resampler resampler;
    private final Gain gain;
    private final Synthesizer.Sink sink;

    ProgramAudio(int rateHz, Gain gain, Synthesizer.Sink sink) {
        this.resampler = new Resampler(rateHz, Synthesizer.SAMPLE_RATE_HZ);
        this.gain = gain;
        this.sink = sink;
    }

    /** Whole samples; the odd byte at the end of a broken stream is dropped. */
    void bytes(byte[] bytes) throws InterruptedException {
        short[] samples = new short[bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] << 8));
        }
        samples(samples);
    }

    void samples(short[] samples) throws InterruptedException {
        short[] out = new short[resampler.maxOutput(samples.length)];
        hand(out, resampler.resample(samples, 0, samples.length, out, 0));
    }

    void finish() throws InterruptedException {
        short[] out = new short[resampler.maxFlush()];
        hand(out, resampler.flush(out, 0));
    }

    private void hand(short[] samples, int length) throws InterruptedException {
        if (length > 0) {
            gain.apply(samples, 0, length);
            sink.audio(length == samples.length ? samples : Arrays.copyOf(samples, length));
        }
    }
}
