package dev.charla.audio;

import java.util.Objects;

/**
 * Telephone audio: one byte per sample at 8 kHz, after ITU-T Recommendation G.711, in the 16-bit
 * scaling of ITU-T G.191 (µ-law carries 14 bits and A-law 13, both moved up to 16).
 *
 * <p>Encoding follows the Recommendation's decision values; a sample that lies on one goes up, as
 * in the software of G.191. Tables only; any thread.
 */
public enum G711 {
    /** µ-law: North America and Japan; silence is {@code 0xFF}. */
    ULAW {
        @Override
        int expand(int code) {
            int inverted = ~code;
            int magnitude =
                    ((((inverted & 0x0f) << 3) + ULAW_BIAS) << segment(inverted)) - ULAW_BIAS;
            return (inverted & 0x80) == 0 ? magnitude : -magnitude;
        }

        @Override
        int compress(int sample) {
            int biased = Math.min(magnitude(sample) + ULAW_BIAS, Short.MAX_VALUE);
            int segment = highestBit(biased) - 7;
            int inverted = (segment << 4) | ((biased >> (segment + 3)) & 0x0f);
            return ~(sample < 0 ? inverted | 0x80 : inverted);
        }
    },
    /** A-law: elsewhere; silence is {@code 0xD5}, which stands for 8, as A-law has no zero. */
    ALAW {
        @Override
        int expand(int code) {
            int plain = code ^ ALAW_EVEN_BITS;
            int segment = segment(plain);
            int inSegment = ((plain & 0x0f) << 4) + 8;
            int magnitude = segment == 0 ? inSegment : (inSegment + 0x100) << (segment - 1);
            return (plain & 0x80) == 0 ? -magnitude : magnitude;
        }

        @Override
        int compress(int sample) {
            int magnitude = magnitude(sample);
            int segment = Math.max(highestBit(magnitude) - 7, 0);
            int plain = (segment << 4) | ((magnitude >> Math.max(segment + 3, 4)) & 0x0f);
            return (sample < 0 ? plain : plain | 0x80) ^ ALAW_EVEN_BITS;
        }
    };

    /** Samples per second. */
    public static final int SAMPLE_RATE_HZ = 8_000;

    /**
     * 33 in the 14-bit scale of the Recommendation, so that each segment begins at a power of 2.
     */
    private static final int ULAW_BIAS = 33 << 2;

    /** A-law sends every other bit inverted. */
    private static final int ALAW_EVEN_BITS = 0x55;

    @SuppressWarnings("ImmutableEnumChecker") // a table, written by the constructor only
    private final short[] decoded = new short[1 << Byte.SIZE];

    @SuppressWarnings("ImmutableEnumChecker") // a table, written by the constructor only
    private final byte[] encoded = new byte[1 << Short.SIZE];

    G711() {
        for (int code = 0; code < decoded.length; code++) {
            decoded[code] = (short) expand(code);
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            encoded[sample & 0xffff] = (byte) compress(sample);
        }
    }

    abstract int expand(int code);

    abstract int compress(int sample);

    private static int segment(int code) {
        return (code >> 4) & 0x07;
    }

    /** One less for negative samples, which is what resolves ties upwards on both sides of zero. */
    private static int magnitude(int sample) {
        return sample < 0 ? ~sample : sample;
    }

    private static int highestBit(int number) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
    }

    /** The byte for a sample. */
    public byte encode(short sample) {
        return encoded[sample & 0xffff];
    }

    /** The sample for a byte. */
    public short decode(byte code) {
        return decoded[code & 0xff];
    }

    /**
     * Encodes {@code count} samples to as many bytes.
     *
     * @throws IndexOutOfBoundsException when either array is too short
     */
    public void encode(short[] in, int inOffset, byte[] out, int outOffset, int count) {
        Objects.checkFromIndexSize(inOffset, count, in.length);
        Objects.checkFromIndexSize(outOffset, count, out.length);
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = encoded[in[inOffset + i] & 0xffff];
        }
    }

    /**
     * Decodes {@code count} bytes to as many samples.
     *
     * @throws IndexOutOfBoundsException when either array is too short
     */
    public void decode(byte[] in, int inOffset, short[] out, int outOffset, int count) {
        Objects.checkFromIndexSize(inOffset, count, in.length);
        Objects.checkFromIndexSize(outOffset, count, out.length);
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = decoded[in[inOffset + i] & 0xff];
        }
    }
}
