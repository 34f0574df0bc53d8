package dev.charla.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Answers pings. While the peer does not read, only the newest waits to be answered, as RFC 6455,
 * section 5.5.3, allows: answers to all of them would pile up without a bound. Confined to the
 * channel's loop.
 */
public final class PongWriter {
    /** What the newest unanswered ping carried; null when none waits. */
    private @Nullable ByteBuf waiting;

    /** Answers a ping that carried {@code content}, which stays the caller's. */
    public void answer(ChannelHandlerContext context, ByteBuf content) {
        forget();
        waiting = content.retain();
        writable(context);
    }

    /** The peer may read again: answers what waits. */
    public void writable(ChannelHandlerContext context) {
        ByteBuf content = waiting;
        if (content == null || !context.channel().isWritable()) {
            return;
        }
        waiting = null;
        // From the end of the pipeline, so that the frame is encoded wherever the handler stands.
        var _ = context.channel().writeAndFlush(new PongWebSocketFrame(content));
    }

    /** Gives back what waits. Idempotent. */
    public void forget() {
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
    }
}
