package dev.charla.bench.conversation;

import dev.charla.audio.Levels;
import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.audio.Wav;
import dev.charla.bench.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a caller says, in frames of 20 ms at 24 kHz, without the silence around it: its last frame
 * is the end of speech. Immutable; any thread.
 */
final class Speech {
    static final int SAMPLE_RATE_HZ = 24_000;
    static final int FRAME_SAMPLES = SAMPLE_RATE_HZ / 50;

    /** Between the noise of a quiet room's recording, about -60, and soft speech, about -35. */
    private static final double SPEECH_DBFS = -45;

    private static final int FRAME_BYTES = FRAME_SAMPLES * Short.BYTES;

    private final byte[] bytes;

    private Speech(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a WAV file of any supported rate.
     *
     * @throws UsageException when it cannot be read or nothing in it is louder than -45 dBFS
     */
    static Speech read(Path file) throws UsageException {
        try {
            Wav wav = Wav.read(file);
            if (!Resampler.supports(wav.sampleRateHz(), SAMPLE_RATE_HZ)) {
                throw new UsageException(
                        "The WAV file has a rate of %d Hz. Give one with a rate of %s."
                                .formatted(wav.sampleRateHz(), Resampler.SAMPLE_RATES_HZ));
            }
            return of(Resampler.convert(wav.mono(), SAMPLE_RATE_HZ));
        } catch (IOException failure) {
            throw new UsageException("The WAV file " + file + " cannot be read: " + failure);
        }
    }

    /**
     * Trims and frames audio.
     *
     * @param audio at 24 kHz
     * @throws UsageException when nothing in it is louder than -45 dBFS
     */
    static Speech of(Pcm16 audio) throws UsageException {
        int frames = Math.ceilDiv(audio.length(), FRAME_SAMPLES);
        short[] samples = Arrays.copyOf(audio.samples(), frames * FRAME_SAMPLES);
        int first = 0;
        while (first < frames && !isLoud(samples, first)) {
            first++;
        }
        int end = frames;
        while (end > first && !isLoud(samples, end - 1)) {
            end--;
        }
        if (first == end) {
            throw new UsageException("The WAV file holds no speech: nothing in it is loud enough.");
        }
        var trimmed = Pcm16.of(SAMPLE_RATE_HZ, samples);
        return new Speech(trimmed.slice(first * FRAME_SAMPLES, end * FRAME_SAMPLES).toBytes());
    }

    private static boolean isLoud(short[] samples, int frame) {
        return Levels.rmsDbfs(samples, frame * FRAME_SAMPLES, FRAME_SAMPLES) > SPEECH_DBFS;
    }

    /** How many frames there are, at least one. */
    int frames() {
        return bytes.length / FRAME_BYTES;
    }

    /** One frame as the wire has it. */
    ByteBuffer frame(int index) {
        return ByteBuffer.wrap(bytes, index * FRAME_BYTES, FRAME_BYTES).asReadOnlyBuffer();
    }

    /** A frame of nothing. */
    static ByteBuffer silence() {
        return ByteBuffer.allocate(FRAME_BYTES);
    }
}
