package dev.charla.protocol.codec;

import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.json.Base64Text;
import dev.charla.protocol.json.Require;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes the {@code response.audio.delta} frames of one content part: their common members are
 * encoded once, and the audio is encoded directly into the destination. Equal to {@link
 * ResponseEvent.AudioDelta}. Immutable; any thread.
 */
public final class AudioDeltaFrame {
    private static final byte[] HEAD = utf8("{\"type\":\"response.audio.delta\",\"event_id\":\"");

    private final byte[] middle;

    public AudioDeltaFrame(
            ResponseId responseId, ItemId itemId, int outputIndex, int contentIndex) {
        Require.notNegative(outputIndex, "output_index");
        Require.notNegative(contentIndex, "content_index");
        middle =
                utf8(
                        "\",\"response_id\":\""
                                + quoted(responseId.value())
                                + "\",\"item_id\":\""
                                + quoted(itemId.value())
                                + "\",\"output_index\":"
                                + outputIndex
                                + ",\"content_index\":"
                                + contentIndex
                                + ",\"delta\":\"");
    }

    /** Exact length in bytes of a frame with this event ID and this many bytes of audio. */
    public int size(EventId eventId, int audioBytes) {
        return HEAD.length
                + plain(eventId).length()
                + middle.length
                + Base64Text.encodedLength(audioBytes)
                + 2;
    }

    /**
     * Writes a frame with what remains in {@code audio}, whose position stays.
     *
     * @param eventId letters, digits and other visible ASCII, neither quotation mark nor backslash
     * @param destination its position moves behind the frame; it may be direct, and must not share
     *     memory with {@code audio}
     * @throws BufferOverflowException when fewer than {@link #size} bytes remain in it; nothing is
     *     written then
     */
    public void write(EventId eventId, ByteBuffer audio, ByteBuffer destination) {
        if (destination.remaining() < size(eventId, audio.remaining())) {
            throw new BufferOverflowException();
        }
        destination.put(HEAD);
        String name = eventId.value();
        for (int i = 0; i < name.length(); i++) {
            destination.put((byte) name.charAt(i));
        }
        destination.put(middle);
        Base64Text.encode(audio, destination);
        destination.put((byte) '"').put((byte) '}');
    }

    /**
     * Writes a frame with {@code length} bytes of {@code audio}.
     *
     * @param eventId as above
     * @param at where in {@code destination} the frame begins
     * @return the position after the frame
     * @throws IndexOutOfBoundsException when it does not fit; nothing is written then
     */
    public int write(
            EventId eventId, byte[] audio, int offset, int length, byte[] destination, int at) {
        Objects.checkFromIndexSize(offset, length, audio.length);
        Objects.checkFromIndexSize(at, size(eventId, length), destination.length);
        System.arraycopy(HEAD, 0, destination, at, HEAD.length);
        String name = eventId.value();
        int next = at + HEAD.length;
        for (int i = 0; i < name.length(); i++) {
            destination[next++] = (byte) name.charAt(i);
        }
        System.arraycopy(middle, 0, destination, next, middle.length);
        next = Base64Text.encode(audio, offset, length, destination, next + middle.length);
        destination[next] = '"';
        destination[next + 1] = '}';
        return next + 2;
    }

    /** A frame of its own. */
    public byte[] of(EventId eventId, AudioBytes audio) {
        byte[] frame = new byte[size(eventId, audio.length())];
        write(eventId, audio.array(), 0, audio.length(), frame, 0);
        return frame;
    }

    private static String plain(EventId eventId) {
        String name = eventId.value();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a service event needs a name");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '"' || c == '\\') {
                throw new IllegalArgumentException("an event name is visible ASCII");
            }
        }
        return name;
    }

    private static String quoted(String id) {
        return new String(JsonStringEncoder.getInstance().quoteAsCharArray(id));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
