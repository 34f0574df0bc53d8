package dev.charla.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** Finds format and data in the bytes of a WAVE file. One instance per file. */
final class WavReader {
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int RIFF_HEADER_BYTES = 12;
    private static final int MIN_FORMAT_BYTES = 16;

    /** Where an extensible format repeats the format code, as the first half of a GUID. */
    private static final int SUBFORMAT_OFFSET = 24;

    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xfffe;

    private final ByteBuffer file;
    private int channels;
    private int sampleRateHz;

    private WavReader(byte[] bytes) {
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Wav read(byte[] bytes) throws WavFormatException {
        return new WavReader(bytes).read();
    }

    private Wav read() throws WavFormatException {
        checkRiff();
        file.position(RIFF_HEADER_BYTES);
        while (file.remaining() >= CHUNK_HEADER_BYTES) {
            String id = name(file.position());
            long stated = Integer.toUnsignedLong(file.getInt(file.position() + 4));
            file.position(file.position() + CHUNK_HEADER_BYTES);
            if (id.equals("data")) {
                return split(dataBytes(stated));
            }
            if (stated > file.remaining()) {
                throw new WavFormatException("the file ends within its chunk '" + id + "'");
            }
            if (id.equals("fmt ")) {
                readFormat((int) stated);
            }
            int padded = (int) stated + (int) (stated & 1);
            file.position(Math.min(file.position() + padded, file.limit()));
        }
        throw new WavFormatException("no chunk 'data'");
    }

    private void checkRiff() throws WavFormatException {
        if (file.limit() < RIFF_HEADER_BYTES || !name(8).equals("WAVE")) {
            throw new WavFormatException("not a WAVE file");
        }
        switch (name(0)) {
            case "RIFF" -> {}
            case "RF64", "RIFX" -> throw new WavFormatException(name(0) + " is not supported");
            default -> throw new WavFormatException("not a RIFF file");
        }
    }

    private void readFormat(int length) throws WavFormatException {
        if (length < MIN_FORMAT_BYTES) {
            throw new WavFormatException("a chunk 'fmt ' of " + length + " bytes");
        }
        int at = file.position();
        int format = Short.toUnsignedInt(file.getShort(at));
        if (format == EXTENSIBLE && length >= SUBFORMAT_OFFSET + 2) {
            format = Short.toUnsignedInt(file.getShort(at + SUBFORMAT_OFFSET));
        }
        if (format != PCM) {
            throw new WavFormatException("format " + format + " instead of PCM");
        }
        int bits = Short.toUnsignedInt(file.getShort(at + 14));
        if (bits != Short.SIZE) {
            throw new WavFormatException(bits + " bits per sample instead of 16");
        }
        channels = Short.toUnsignedInt(file.getShort(at + 2));
        if (channels < 1 || channels > Wav.MAX_CHANNELS) {
            throw new WavFormatException(channels + " channels");
        }
        sampleRateHz = file.getInt(at + 4);
        if (sampleRateHz <= 0) {
            throw new WavFormatException("sample rate of " + sampleRateHz + " Hz");
        }
    }

    /**
     * A stated length of zero is taken at its word only in a file whose own length fits with it.
     */
    private int dataBytes(long stated) {
        long riff = Integer.toUnsignedLong(file.getInt(4));
        boolean closed = riff + CHUNK_HEADER_BYTES == file.limit();
        boolean unknown = stated > file.remaining() || (stated == 0 && !closed);
        return unknown ? file.remaining() : (int) stated;
    }

    /** Leaves out what is not a sample of every channel, at the end of a file cut short. */
    private Wav split(int dataBytes) throws WavFormatException {
        if (channels == 0) {
            throw new WavFormatException("no chunk 'fmt ' before the chunk 'data'");
        }
        int at = file.position();
        int length = dataBytes / PcmBytes.BYTES_PER_SAMPLE / channels;
        var split = new ArrayList<Pcm16>(channels);
        for (int channel = 0; channel < channels; channel++) {
            var samples = new short[length];
            for (int i = 0; i < length; i++) {
                int index = i * channels + channel;
                samples[i] = file.getShort(at + index * PcmBytes.BYTES_PER_SAMPLE);
            }
            split.add(Pcm16.of(sampleRateHz, samples));
        }
        return new Wav(split);
    }

    private String name(int at) {
        return new String(file.array(), at, 4, StandardCharsets.ISO_8859_1);
    }
}
