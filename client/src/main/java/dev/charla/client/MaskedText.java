package dev.charla.client;

import dev.charla.protocol.codec.AppendFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Encodes complete WebSocket text frames of a client (RFC 6455, section 5.2): head, mask and
 * payload in one buffer that can be written to the socket as it is. Encoding and masking use a
 * thread-local array, where Java processes many bytes at a time; each frame is copied once, into
 * the outgoing buffer. Any thread.
 */
public final class MaskedText {
    private static final FastThreadLocal<MaskedText> OF_THREAD =
            new FastThreadLocal<>() {
                @Override
                protected MaskedText initialValue() {
                    return new MaskedText();
                }
            };

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTE_LENGTH = 126;
    private static final int EIGHT_BYTE_LENGTH = 127;
    private static final int MASK_BYTES = 4;

    /** The longest head without its mask. */
    private static final int MOST_HEAD_BYTES = 10;

    /** Larger arrays are not kept for reuse: no audio and few other events are that long. */
    private static final int KEPT_BYTES = 64 * 1024;

    /** Exactly as long as the latest audio: Java's encoder writes to whole arrays only. */
    private byte[] audio = new byte[0];

    private byte[] digits = new byte[0];
    private byte[] frame = new byte[0];

    private MaskedText() {}

    /** An append event with the remaining bytes of {@code pcm}, whose position does not change. */
    public static ByteBuf append(ByteBuffer pcm, ByteBufAllocator buffers) {
        return OF_THREAD.get().encodeAppend(pcm, buffers);
    }

    /** Any text, in UTF-8. */
    public static ByteBuf of(byte[] utf8, ByteBufAllocator buffers) {
        return OF_THREAD.get().encode(utf8, buffers);
    }

    private ByteBuf encodeAppend(ByteBuffer pcm, ByteBufAllocator buffers) {
        int length = pcm.remaining();
        audio = audio.length == length ? audio : new byte[length];
        pcm.get(pcm.position(), audio);
        int size = AppendFrame.size(length);
        digits = atLeast(digits, size);
        int count = Base64.getEncoder().encode(audio, digits);
        byte[] room = room(size);
        AppendFrame.writeDigits(digits, count, room, MOST_HEAD_BYTES + MASK_BYTES);
        return finish(room, size, buffers);
    }

    private ByteBuf encode(byte[] utf8, ByteBufAllocator buffers) {
        byte[] room = room(utf8.length);
        System.arraycopy(utf8, 0, room, MOST_HEAD_BYTES + MASK_BYTES, utf8.length);
        return finish(room, utf8.length, buffers);
    }

    /** The payload starts behind the longest possible head, whatever the length of its own head. */
    private byte[] room(int size) {
        int bytes = MOST_HEAD_BYTES + MASK_BYTES + size;
        if (bytes > KEPT_BYTES) {
            return new byte[bytes];
        }
        frame = atLeast(frame, bytes);
        return frame;
    }

    private static byte[] atLeast(byte[] array, int bytes) {
        return array.length >= bytes ? array : new byte[Integer.highestOneBit(bytes) * 2];
    }

    private static ByteBuf finish(byte[] room, int size, ByteBufAllocator buffers) {
        int mask = ThreadLocalRandom.current().nextInt();
        INTS.set(room, MOST_HEAD_BYTES, mask);
        mask(room, MOST_HEAD_BYTES + MASK_BYTES, size, mask);
        int from = head(room, size);
        int whole = MOST_HEAD_BYTES + MASK_BYTES + size - from;
        return buffers.buffer(whole, whole).writeBytes(room, from, whole);
    }

    /** Writes the head so that it ends at the mask; returns where it begins. */
    private static int head(byte[] room, int size) {
        int from;
        if (size < TWO_BYTE_LENGTH) {
            from = MOST_HEAD_BYTES - 2;
            room[from + 1] = (byte) (MASKED | size);
        } else if (size <= 0xFFFF) {
            from = MOST_HEAD_BYTES - 4;
            room[from + 1] = (byte) (MASKED | TWO_BYTE_LENGTH);
            room[from + 2] = (byte) (size >>> 8);
            room[from + 3] = (byte) size;
        } else {
            from = 0;
            room[1] = (byte) (MASKED | EIGHT_BYTE_LENGTH);
            LONGS.set(room, 2, Long.reverseBytes(size));
        }
        room[from] = FINAL_TEXT;
        return from;
    }

    private static void mask(byte[] bytes, int from, int length, int mask) {
        long twice = (mask & 0xFFFFFFFFL) << 32 | (mask & 0xFFFFFFFFL);
        int end = from + length;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ twice);
        }
        for (int shift = 0; at < end; at++, shift += Byte.SIZE) {
            bytes[at] ^= (byte) (twice >>> shift);
        }
    }
}
