package dev.charla.audio;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a RIFF/WAVE file of 16-bit PCM while its audio is being made. Confined to one thread at a
 * time; every method blocks as the file or stream does.
 */
public final class WavWriter implements Closeable {
    private static final int HEADER_BYTES = 44;

    /** What a header says while the length is not known. */
    private static final int UNKNOWN_LENGTH = -1;

    /** All lengths in the header are unsigned 32-bit numbers, and the last one is taken. */
    private static final long MAX_DATA_BYTES = 0xffff_fffeL - HEADER_BYTES;

    private static final int BUFFER_BYTES = 8192;

    private final WritableByteChannel out;
    private final @Nullable SeekableByteChannel file;
    private final int sampleRateHz;
    private final int channels;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long dataBytes;
    private boolean closed;

    private WavWriter(
            WritableByteChannel out,
            @Nullable SeekableByteChannel file,
            int sampleRateHz,
            int channels) {
        this.out = out;
        this.file = file;
        this.sampleRateHz = sampleRateHz;
        this.channels = channels;
    }

    /**
     * Opens a file, replacing one that is there. Its header tells the length once the writer is
     * closed, and is readable to the end until then.
     *
     * @throws IllegalArgumentException when the rate is not above zero, or the channels are not 1
     *     to {@link Wav#MAX_CHANNELS}
     */
    public static WavWriter to(Path file, int sampleRateHz, int channels) throws IOException {
        check(sampleRateHz, channels);
        var channel =
                Files.newByteChannel(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        return begun(new WavWriter(channel, channel, sampleRateHz, channels));
    }

    /**
     * Writes to a stream that cannot go back: the header says that the length is not known. Closing
     * the writer closes the stream.
     *
     * @throws IllegalArgumentException when the rate is not above zero, or the channels are not 1
     *     to {@link Wav#MAX_CHANNELS}
     */
    public static WavWriter to(OutputStream stream, int sampleRateHz, int channels)
            throws IOException {
        check(sampleRateHz, channels);
        return begun(new WavWriter(Channels.newChannel(stream), null, sampleRateHz, channels));
    }

    private static void check(int sampleRateHz, int channels) {
        if (sampleRateHz <= 0 || channels < 1 || channels > Wav.MAX_CHANNELS) {
            throw new IllegalArgumentException(channels + " channels at " + sampleRateHz + " Hz");
        }
    }

    private static WavWriter begun(WavWriter writer) throws IOException {
        try {
            writer.header(UNKNOWN_LENGTH, UNKNOWN_LENGTH);
            writer.flush();
            return writer;
        } catch (IOException e) {
            writer.out.close();
            throw e;
        }
    }

    /**
     * Writes samples, those of the channels taking turns.
     *
     * @throws IllegalArgumentException when {@code length} is not a multiple of the channels
     * @throws WavFormatException when the file would pass 4 GiB; nothing is written then
     * @throws IOException when writing fails, or the writer is closed
     */
    public void write(short[] samples, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, samples.length);
        if (length % channels != 0) {
            throw new IllegalArgumentException(length + " samples for " + channels + " channels");
        }
        if (closed) {
            throw new ClosedChannelException();
        }
        long more = (long) length * PcmBytes.BYTES_PER_SAMPLE;
        if (dataBytes + more > MAX_DATA_BYTES) {
            throw new WavFormatException("a WAVE file ends at 4 GiB");
        }
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int count = Math.min(end - at, buffer.remaining() / PcmBytes.BYTES_PER_SAMPLE);
            PcmBytes.toBytes(samples, at, buffer, count);
            at += count;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
        dataBytes += more;
    }

    /** Hands on what is buffered. */
    public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        buffer.clear();
    }

    /** Completes the header of a file and closes it, even when that fails. Idempotent. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            flush();
            if (file != null) {
                file.position(0);
                header((int) (HEADER_BYTES - 8 + dataBytes), (int) dataBytes);
                flush();
            }
        }
    }

    private void header(int riffLength, int dataLength) {
        int frameBytes = channels * PcmBytes.BYTES_PER_SAMPLE;
        name("RIFF").putInt(riffLength);
        name("WAVE");
        name("fmt ").putInt(16);
        buffer.putShort((short) 1).putShort((short) channels);
        buffer.putInt(sampleRateHz).putInt(sampleRateHz * frameBytes);
        buffer.putShort((short) frameBytes).putShort((short) Short.SIZE);
        name("data").putInt(dataLength);
    }

    private ByteBuffer name(String id) {
        return buffer.put(id.getBytes(StandardCharsets.ISO_8859_1));
    }
}
