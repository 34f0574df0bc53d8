package dev.charla.audio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * 16-bit samples to and from little-endian bytes, without allocating: the conversions of the audio
 * path. All methods check their ranges first and then either convert everything or nothing.
 *
 * <p>Stateless; any thread.
 */
public final class PcmBytes {
    /** Bytes in one sample. */
    public static final int BYTES_PER_SAMPLE = 2;

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private PcmBytes() {}

    /**
     * Reads {@code count} samples, that is twice as many bytes.
     *
     * @throws IndexOutOfBoundsException when either array is too short
     */
    public static void toSamples(byte[] in, int inOffset, short[] out, int outOffset, int count) {
        Objects.checkFromIndexSize(inOffset, bytes(count), in.length);
        Objects.checkFromIndexSize(outOffset, count, out.length);
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = (short) LITTLE_ENDIAN.get(in, inOffset + 2 * i);
        }
    }

    /**
     * Writes {@code count} samples, that is twice as many bytes.
     *
     * @throws IndexOutOfBoundsException when either array is too short
     */
    public static void toBytes(short[] in, int inOffset, byte[] out, int outOffset, int count) {
        Objects.checkFromIndexSize(inOffset, count, in.length);
        Objects.checkFromIndexSize(outOffset, bytes(count), out.length);
        for (int i = 0; i < count; i++) {
            LITTLE_ENDIAN.set(out, outOffset + 2 * i, in[inOffset + i]);
        }
    }

    /**
     * Reads {@code count} samples from the buffer's position, which moves past them. The buffer's
     * own byte order does not matter and is not changed.
     *
     * @throws IndexOutOfBoundsException when the buffer holds less or the array is too short
     */
    public static void toSamples(ByteBuffer in, short[] out, int outOffset, int count) {
        Objects.checkFromIndexSize(0, bytes(count), in.remaining());
        Objects.checkFromIndexSize(outOffset, count, out.length);
        boolean swap = in.order() == ByteOrder.BIG_ENDIAN;
        int at = in.position();
        for (int i = 0; i < count; i++) {
            short sample = in.getShort(at + 2 * i);
            out[outOffset + i] = swap ? Short.reverseBytes(sample) : sample;
        }
        in.position(at + bytes(count));
    }

    /**
     * Writes {@code count} samples at the buffer's position, which moves past them. The buffer's
     * own byte order does not matter and is not changed.
     *
     * @throws IndexOutOfBoundsException when the buffer has less room or the array is too short
     * @throws java.nio.ReadOnlyBufferException when the buffer may not be written to
     */
    public static void toBytes(short[] in, int inOffset, ByteBuffer out, int count) {
        Objects.checkFromIndexSize(inOffset, count, in.length);
        Objects.checkFromIndexSize(0, bytes(count), out.remaining());
        boolean swap = out.order() == ByteOrder.BIG_ENDIAN;
        int at = out.position();
        for (int i = 0; i < count; i++) {
            short sample = in[inOffset + i];
            out.putShort(at + 2 * i, swap ? Short.reverseBytes(sample) : sample);
        }
        out.position(at + bytes(count));
    }

    /**
     * A negative count stays negative and is refused by the range checks; too large a one, here.
     */
    private static int bytes(int count) {
        return Math.multiplyExact(count, BYTES_PER_SAMPLE);
    }
}
