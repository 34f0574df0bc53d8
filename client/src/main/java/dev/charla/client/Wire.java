package dev.charla.client;

import dev.charla.protocol.AppendFrame;
import dev.charla.protocol.ClientEvent;
import dev.charla.protocol.ProtocolCodec;
import dev.charla.protocol.ProtocolException;
import dev.charla.protocol.ServerEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Between Netty's buffers and the protocol's events. Any thread. */
final class Wire {
    private static final ProtocolCodec CODEC = new ProtocolCodec();

    private Wire() {}

    static ByteBuf encode(ClientEvent event) {
        return Unpooled.wrappedBuffer(CODEC.writeBytes(event));
    }

    /** One append event with what remains of {@code pcm}, whose position stays. */
    static ByteBuf encodeAudio(ByteBuffer pcm, ByteBufAllocator buffers) {
        int size = AppendFrame.size(pcm.remaining());
        var encoded = buffers.buffer(size, size);
        AppendFrame.write(pcm, encoded.nioBuffer(0, size));
        encoded.writerIndex(size);
        return encoded;
    }

    /** Reads one message; {@code message} is not kept. */
    static ServerEvent decode(ByteBuf message)
            throws NotAnEventException, UnreadableEventException {
        try {
            return CODEC.readServerEvent(message.nioBuffer());
        } catch (ProtocolException failure) {
            switch (failure.code()) {
                case INVALID_JSON, INVALID_EVENT -> throw new NotAnEventException();
                case MISSING_REQUIRED_PARAMETER, UNKNOWN_PARAMETER, INVALID_VALUE, INVALID_TYPE ->
                        throw new UnreadableEventException(failure.param());
            }
            throw new IllegalStateException(failure);
        }
    }

    /** The message is no JSON object: what follows it cannot be trusted either. */
    static final class NotAnEventException extends Exception {
        NotAnEventException() {
            super("not an event", null, false, false);
        }
    }

    /** An event with a member that cannot be read; the ones after it can. */
    static final class UnreadableEventException extends Exception {
        private final String member;

        UnreadableEventException(@Nullable String member) {
            super("unreadable event", null, false, false);
            this.member = member == null ? "" : member;
        }

        /** Path of the member at fault; empty when it is not known. */
        String member() {
            return member;
        }
    }
}
