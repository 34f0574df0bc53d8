package dev.charla.app.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages out of the pipeline before Reactor Netty makes a stream of them, which costs more
 * than all that is done with a frame of audio. Pings, pongs and closing go on to it. Confined to
 * the channel's loop.
 */
final class MessageHandler extends ChannelInboundHandlerAdapter {
    private final Listener listener;
    private final int mostBytes;

    /** The beginning of a message that came in several frames; null between two of those. */
    private @Nullable ByteBuf parts;

    private boolean partsAreText;

    /**
     * @param mostBytes of a message in several frames; the decoder limits those in one
     */
    MessageHandler(Listener listener, int mostBytes) {
        this.listener = listener;
        this.mostBytes = mostBytes;
    }

    /** Told on the channel's loop. */
    interface Listener {
        /** A whole message; {@code content} is released after the call. */
        void message(boolean text, ByteBuf content);

        /** A message in several frames is larger than it may be. Nothing more of it is told. */
        void tooLarge();

        /** What was sent has been taken, so that more can be. */
        void writable();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof TextWebSocketFrame
                || message instanceof BinaryWebSocketFrame
                || message instanceof ContinuationWebSocketFrame) {
            var frame = (WebSocketFrame) message;
            try {
                take(context, frame);
            } finally {
                frame.release();
            }
        } else {
            context.fireChannelRead(message);
        }
    }

    private void take(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof ContinuationWebSocketFrame) {
            goOn(frame);
        } else if (frame.isFinalFragment()) {
            listener.message(frame instanceof TextWebSocketFrame, frame.content());
        } else {
            partsAreText = frame instanceof TextWebSocketFrame;
            parts = context.alloc().buffer(frame.content().readableBytes(), mostBytes);
            goOn(frame);
        }
    }

    /** The decoder has seen to it that parts come in their order. */
    private void goOn(WebSocketFrame part) {
        ByteBuf message = parts;
        if (message == null) {
            return; // too large already
        }
        if (message.readableBytes() + part.content().readableBytes() > mostBytes) {
            forgetParts();
            listener.tooLarge();
            return;
        }
        message.writeBytes(part.content());
        if (part.isFinalFragment()) {
            try {
                listener.message(partsAreText, message);
            } finally {
                forgetParts();
            }
        }
    }

    private void forgetParts() {
        if (parts != null) {
            parts.release();
            parts = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forgetParts();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            listener.writable();
        }
        context.fireChannelWritabilityChanged();
    }
}
