package dev.charla.audio;

import java.util.Objects;

/**
 * Turns a stream of little-endian bytes, cut anywhere, into samples: the odd byte at the end of a
 * chunk waits for the next one. Confined to one thread at a time.
 */
public final class SampleCarry {
    private boolean carrying;
    private byte carried;

    /** How many samples {@link #toSamples} makes of {@code bytes} more bytes. */
    public int samplesFrom(int bytes) {
        return (int) ((bytes + (carrying ? 1L : 0L)) / PcmBytes.BYTES_PER_SAMPLE);
    }

    /**
     * Reads a chunk of any length, zero included, and keeps half a sample for the next call if one
     * is left over.
     *
     * @return the number of samples written to {@code out}
     * @throws IndexOutOfBoundsException when the chunk is not within {@code in}, or {@code out} has
     *     less room than {@link #samplesFrom} tells; nothing is read then
     */
    public int toSamples(byte[] in, int offset, int length, short[] out, int outOffset) {
        Objects.checkFromIndexSize(offset, length, in.length);
        int count = samplesFrom(length);
        Objects.checkFromIndexSize(outOffset, count, out.length);
        if (length == 0) {
            return 0;
        }
        int from = offset;
        int to = outOffset;
        if (carrying) {
            out[to++] = (short) ((in[from++] << 8) | (carried & 0xff));
        }
        int whole = count - (to - outOffset);
        PcmBytes.toSamples(in, from, out, to, whole);
        carrying = from + whole * PcmBytes.BYTES_PER_SAMPLE < offset + length;
        if (carrying) {
            carried = in[offset + length - 1];
        }
        return count;
    }

    /** Whether half a sample waits for its other half. */
    public boolean isCarrying() {
        return carrying;
    }

    /** Forgets the half sample, as between two streams. */
    public void reset() {
        carrying = false;
    }
}
