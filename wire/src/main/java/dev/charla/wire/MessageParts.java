package dev.charla.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Assembles a message from its fragments. The decoder before it must ensure their order. Confined
 * to the channel's loop.
 */
public final class MessageParts {
    private final int mostBytes;

    /** The fragments so far; null between two messages, and after one that was too large. */
    private @Nullable ByteBuf parts;

    /**
     * @param mostBytes limit of a fragmented message; the decoder limits single frames
     */
    public MessageParts(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Starts a message with its first fragment; pass that fragment to {@link #add} as well. */
    public void begin(ByteBufAllocator allocator, WebSocketFrame first) {
        parts = allocator.buffer(first.content().readableBytes(), mostBytes);
    }

    /**
     * Adds a fragment; the caller keeps ownership of the frame.
     *
     * @param whole receives the complete message with its last fragment; its buffer is released
     *     after the call
     * @param tooLarge called once when the message exceeds the limit; the rest of it is discarded
     */
    public void add(WebSocketFrame part, Consumer<ByteBuf> whole, Runnable tooLarge) {
        ByteBuf message = parts;
        if (message == null) {
            return; // too large already
        }
        if (message.readableBytes() + part.content().readableBytes() > mostBytes) {
            forget();
            tooLarge.run();
            return;
        }
        message.writeBytes(part.content());
        if (part.isFinalFragment()) {
            try {
                whole.accept(message);
            } finally {
                forget();
            }
        }
    }

    /** Releases the fragments so far. Idempotent. */
    public void forget() {
        if (parts != null) {
            parts.release();
            parts = null;
        }
    }
}
