package dev.charla.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Answers pings. While the peer does not read, only the latest ping waits for its answer, as RFC
 * 6455, section 5.5.3, allows; otherwise answers would pile up without a bound. Confined to the
 * channel's loop.
 */
public final class PongWriter {
    /** Content of the latest unanswered ping; null when none waits. */
    private @Nullable ByteBuf waiting;

    /** Answers a ping with this {@code content}; the caller keeps ownership. */
    public void answer(ChannelHandlerContext context, ByteBuf content) {
        forget();
        waiting = content.retain();
        writable(context);
    }

    /** The peer reads again: sends the waiting answer. */
    public void writable(ChannelHandlerContext context) {
        ByteBuf content = waiting;
        if (content == null || !context.channel().isWritable()) {
            return;
        }
        waiting = null;
        // Written from the end of the pipeline, so that the frame is encoded wherever this handler
        // is.
        var _ = context.channel().writeAndFlush(new PongWebSocketFrame(content));
    }

    /** Releases the waiting ping. Idempotent. */
    public void forget() {
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
    }
}
