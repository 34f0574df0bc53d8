package dev.charla.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Takes messages out of the pipeline before Reactor Netty makes a stream of them, which costs more
 * than all that is done with a frame of audio. Pings, pongs and closing go on to it. Confined to
 * the channel's loop.
 */
final class MessageHandler extends ChannelInboundHandlerAdapter {
    private final Listener listener;
    private final MessageParts parts;
    private boolean partsAreText;

    /**
     * @param mostBytes of a message in several frames; the decoder limits those in one
     */
    MessageHandler(Listener listener, int mostBytes) {
        this.listener = listener;
        this.parts = new MessageParts(mostBytes);
    }

    /** Told on the channel's loop. */
    interface Listener {
        /** A whole message; {@code content} is released after the call. */
        void message(boolean text, ByteBuf content);

        /** Whether a close frame of the peer answers our own; the connection is closed then. */
        boolean answersClose();

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
        } else if (message instanceof CloseWebSocketFrame close && listener.answersClose()) {
            close.release();
            var _ = context.close();
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
            parts.begin(context.alloc(), frame);
            goOn(frame);
        }
    }

    private void goOn(WebSocketFrame part) {
        parts.add(part, message -> listener.message(partsAreText, message), listener::tooLarge);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        parts.forget();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            listener.writable();
        }
        context.fireChannelWritabilityChanged();
    }
}
