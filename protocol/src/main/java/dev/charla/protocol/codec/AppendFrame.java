package dev.charla.protocol.codec;

import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.json.Base64Text;
import dev.charla.protocol.request.InputAudioBufferRequest;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Writes {@code input_audio_buffer.append} directly from audio bytes, without an event object, a
 * JSON tree or any allocation. Equal to {@link InputAudioBufferRequest.Append} without an event ID.
 * Any thread.
 */
public final class AppendFrame {
    private static final byte[] HEAD =
            "{\"type\":\"input_audio_buffer.append\",\"audio\":\""
                    .getBytes(StandardCharsets.US_ASCII);

    private AppendFrame() {}

    /** Exact length in bytes of a frame with this many bytes of audio. */
    public static int size(int audioBytes) {
        return HEAD.length + Base64Text.encodedLength(audioBytes) + 2;
    }

    /**
     * Writes a frame with the remaining bytes of {@code audio}, whose position does not change.
     *
     * @param destination its position moves behind the frame; it may be direct, and must not share
     *     memory with {@code audio}
     * @throws BufferOverflowException when fewer than {@link #size} bytes remain in it; nothing is
     *     written then
     */
    public static void write(ByteBuffer audio, ByteBuffer destination) {
        if (destination.remaining() < size(audio.remaining())) {
            throw new BufferOverflowException();
        }
        destination.put(HEAD);
        Base64Text.encode(audio, destination);
        destination.put((byte) '"').put((byte) '}');
    }

    /**
     * Writes a frame with {@code length} bytes of {@code audio}.
     *
     * @param at where in {@code destination} the frame begins
     * @return the position after the frame
     * @throws IndexOutOfBoundsException when it does not fit; nothing is written then
     */
    public static int write(byte[] audio, int offset, int length, byte[] destination, int at) {
        Objects.checkFromIndexSize(offset, length, audio.length);
        Objects.checkFromIndexSize(at, size(length), destination.length);
        System.arraycopy(HEAD, 0, destination, at, HEAD.length);
        int end = Base64Text.encode(audio, offset, length, destination, at + HEAD.length);
        destination[end] = '"';
        destination[end + 1] = '}';
        return end + 2;
    }

    /**
     * Writes a frame around audio that is base64 already.
     *
     * @param digits the first {@code count} of them, as {@link java.util.Base64#getEncoder} writes
     *     them
     * @param at where in {@code destination} the frame begins
     * @return the position after the frame
     * @throws IndexOutOfBoundsException when it does not fit; nothing is written then
     */
    public static int writeDigits(byte[] digits, int count, byte[] destination, int at) {
        Objects.checkFromIndexSize(0, count, digits.length);
        Objects.checkFromIndexSize(at, HEAD.length + count + 2, destination.length);
        System.arraycopy(HEAD, 0, destination, at, HEAD.length);
        System.arraycopy(digits, 0, destination, at + HEAD.length, count);
        int end = at + HEAD.length + count;
        destination[end] = '"';
        destination[end + 1] = '}';
        return end + 2;
    }

    /** A frame of its own. */
    public static byte[] of(AudioBytes audio) {
        byte[] frame = new byte[size(audio.length())];
        write(audio.array(), 0, audio.length(), frame, 0);
        return frame;
    }
}
