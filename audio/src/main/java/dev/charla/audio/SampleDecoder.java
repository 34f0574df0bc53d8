package dev.charla.audio;

import java.util.Objects;

/**
 * Reads one stream of bytes in an {@link AudioEncoding}, cut anywhere. Confined to one thread at a
 * time; made by {@link AudioEncoding#decoder}.
 */
public final class SampleDecoder {
    private final AudioEncoding.Coding coding;
    private final SampleCarry carry = new SampleCarry();

    SampleDecoder(AudioEncoding.Coding coding) {
        this.coding = Objects.requireNonNull(coding);
    }

    /** How many samples the next {@code bytes} bytes complete. */
    public int samplesFrom(int bytes) {
        return coding == AudioEncoding.Coding.PCM16 ? carry.samplesFrom(bytes) : bytes;
    }

    /**
     * Reads a chunk of any length; half a sample at its end waits for the next one.
     *
     * @return the number of samples written to {@code out}
     * @throws IndexOutOfBoundsException when the chunk is not within {@code in}, or {@code out} has
     *     less room than {@link #samplesFrom} tells; nothing is read then
     */
    public int decode(byte[] in, int offset, int length, short[] out, int outOffset) {
        return switch (coding) {
            case PCM16 -> carry.toSamples(in, offset, length, out, outOffset);
            case G711_ULAW -> decode(G711.ULAW, in, offset, length, out, outOffset);
            case G711_ALAW -> decode(G711.ALAW, in, offset, length, out, outOffset);
        };
    }

    private static int decode(
            G711 law, byte[] in, int offset, int length, short[] out, int outOffset) {
        law.decode(in, offset, out, outOffset, length);
        return length;
    }

    /** Forgets half a sample that waits, as between two streams. */
    public void reset() {
        carry.reset();
    }
}
