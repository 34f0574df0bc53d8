package dev.charla.client;

import dev.charla.protocol.codec.FrameReader;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.request.ClientEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Converts between Netty's buffers and the protocol's events. Confined to one thread. */
final class Wire {
    private static final ProtocolCodec CODEC = new ProtocolCodec();

    /** Longer messages, which are rare, get an array of their own. */
    private static final int USUAL_BYTES = 64 * 1024;

    private static final FastThreadLocal<byte[]> ARRAY =
            new FastThreadLocal<>() {
                @Override
                protected byte[] initialValue() {
                    return new byte[USUAL_BYTES];
                }
            };

    private final FrameReader reader = new FrameReader(CODEC);

    /** A complete WebSocket frame with this event. */
    static ByteBuf encode(ClientEvent event, ByteBufAllocator buffers) {
        return MaskedText.of(CODEC.writeBytes(event), buffers);
    }

    /**
     * A complete WebSocket frame with the remaining bytes of {@code pcm}, whose position does not
     * change, as an append event.
     */
    static ByteBuf encodeAudio(ByteBuffer pcm, ByteBufAllocator buffers) {
        return MaskedText.append(pcm, buffers);
    }

    /** Reads one message; {@code message} is not kept. */
    ServerEvent decode(ByteBuf message) throws NotAnEventException, UnreadableEventException {
        try {
            return reader.readServerEvent(inArray(message));
        } catch (ProtocolException failure) {
            switch (failure.code()) {
                case INVALID_JSON, INVALID_EVENT -> throw new NotAnEventException();
                case MISSING_REQUIRED_PARAMETER, UNKNOWN_PARAMETER, INVALID_VALUE, INVALID_TYPE ->
                        throw new UnreadableEventException(failure.param());
            }
            throw new IllegalStateException(failure);
        }
    }

    /** Scanning and base64 are several times faster in an array, and copying into it is cheap. */
    private static ByteBuffer inArray(ByteBuf message) {
        int length = message.readableBytes();
        byte[] array = length <= USUAL_BYTES ? ARRAY.get() : new byte[length];
        message.getBytes(message.readerIndex(), array, 0, length);
        return ByteBuffer.wrap(array, 0, length);
    }

    /** The message is not a JSON object: the messages after it cannot be trusted either. */
    static final class NotAnEventException extends Exception {
        NotAnEventException() {
            super("not an event", null, false, false);
        }
    }

    /** An event with a field that cannot be read; the events after it can be. */
    static final class UnreadableEventException extends Exception {
        private final String member;

        UnreadableEventException(@Nullable String member) {
            super("unreadable event", null, false, false);
            this.member = member == null ? "" : member;
        }

        /** Path of the invalid field; empty when unknown. */
        String member() {
            return member;
        }
    }
}
