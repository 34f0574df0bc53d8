package dev.charla.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message together that comes in several frames. The decoder before it must see to their
 * order. Confined to the channel's loop.
 */
public final class MessageParts {
    private final int mostBytes;

    /** The beginning of a message; null between two, and after one that was too large. */
    private @Nullable ByteBuf parts;

    /**
     * @param mostBytes of a message in several frames; the decoder limits those in one
     */
    public MessageParts(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Makes room for a message of which the first frame has come; {@link #add} that, too. */
    public void begin(ByteBufAllocator allocator, WebSocketFrame first) {
        parts = allocator.buffer(first.content().readableBytes(), mostBytes);
    }

    /**
     * Takes a frame's content; the frame stays the caller's.
     *
     * @param whole is given the message with its last frame; its buffer is released after the call
     * @param tooLarge is told once; nothing more of that message is told
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

    /** Gives back what has come of a message. Idempotent. */
    public void forget() {
        if (parts != null) {
            parts.release();
            parts = null;
        }
    }
}
