package dev.charla.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The audio of a RIFF/WAVE file of 16-bit PCM. Immutable; any thread.
 *
 * <p>Chunks other than the format and the data are passed over. A data length of zero or beyond the
 * end of the file, as writers leave that could not go back to the header, means up to the end.
 */
public final class Wav {
    /** Longer files are refused: 23 minutes at 24 kHz mono. */
    public static final int MAX_BYTES = 64 << 20;

    /** The most channels that are read. */
    public static final int MAX_CHANNELS = 8;

    private final List<Pcm16> channels;

    Wav(List<Pcm16> channels) {
        this.channels = List.copyOf(channels);
    }

    /**
     * Reads a file.
     *
     * @throws WavFormatException when the content cannot be taken as 16-bit PCM
     * @throws IOException when reading fails
     */
    public static Wav read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /**
     * Reads a stream up to its end and leaves it open.
     *
     * @throws WavFormatException when the content cannot be taken as 16-bit PCM
     * @throws IOException when reading fails
     */
    public static Wav read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new WavFormatException("longer than " + MAX_BYTES + " bytes");
        }
        return WavReader.read(bytes);
    }

    /** Writes a mono file, replacing one that is there. */
    public static void write(Path file, Pcm16 audio) throws IOException {
        try (var writer = WavWriter.to(file, audio.sampleRateHz(), 1)) {
            writer.write(audio.samples(), 0, audio.length());
        }
    }

    /** Samples per second. */
    public int sampleRateHz() {
        return channels.getFirst().sampleRateHz();
    }

    /** Number of channels, at least one. */
    public int channelCount() {
        return channels.size();
    }

    /** One channel: of a stereo file, 0 is left and 1 is right. */
    public Pcm16 channel(int index) {
        return channels.get(index);
    }

    /** How long it plays. */
    public Duration duration() {
        return channels.getFirst().duration();
    }

    /** The mean of all channels. */
    public Pcm16 mono() {
        if (channels.size() == 1) {
            return channels.getFirst();
        }
        var mixed = new short[channels.getFirst().length()];
        for (int i = 0; i < mixed.length; i++) {
            int sum = 0;
            for (var channel : channels) {
                sum += channel.sample(i);
            }
            mixed[i] = (short) Math.round((float) sum / channels.size());
        }
        return Pcm16.of(sampleRateHz(), mixed);
    }
}
