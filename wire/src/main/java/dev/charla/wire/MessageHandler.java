package dev.charla.wire;

import dev.charla.loop.Ticker;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Takes messages out of the pipeline before Reactor Netty wraps them in a stream, which would cost
 * more than all other work for an audio frame. It also checks what Reactor Netty does not: reserved
 * bits, texts that are not UTF-8, and floods of frames without content. It answers pings itself;
 * Reactor Netty handles closing. Confined to the channel's loop.
 */
final class MessageHandler extends ChannelInboundHandlerAdapter {
    private final Listener listener;
    private final MessageParts parts;
    private final ControlAllowance allowance;
    private final PongWriter pongs = new PongWriter();
    private boolean partsAreText;

    /**
     * @param mostBytes limit of a fragmented message; the decoder limits single frames
     * @param ticker measures the rate of frames without content
     */
    MessageHandler(Listener listener, int mostBytes, Ticker ticker) {
        this.listener = listener;
        this.parts = new MessageParts(mostBytes);
        this.allowance = new ControlAllowance(ticker);
    }

    /** Receives messages, on the channel's loop. */
    interface Listener {
        /** A complete message; {@code content} is released after the call. */
        void message(boolean text, ByteBuf content);

        /** Whether a close frame of the peer answers our own; if so, the connection is closed. */
        boolean answersClose();

        /** A message exceeds the limit. The listener gets nothing more of it. */
        void tooLarge();

        /**
         * The peer violated the protocol (RFC 6455, section 7.4.1, lists the codes). This may
         * happen again.
         *
         * @param reason for people who debug the network
         */
        void breach(int closeCode, String reason);

        /** The peer has read enough that more can be sent. */
        void writable();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            context.fireChannelRead(message);
            return;
        }
        if (frame instanceof CloseWebSocketFrame close && frame.rsv() == 0) {
            closing(context, close);
            return;
        }
        try {
            if (frame.rsv() != 0) {
                listener.breach(1002, "reserved_bits"); // no extension was agreed on
            } else if (carriesNothing(frame) && !allowance.take()) {
                listener.breach(1008, "too_many_empty_frames");
            } else {
                take(context, frame);
            }
        } finally {
            frame.release();
        }
    }

    private void closing(ChannelHandlerContext context, CloseWebSocketFrame close) {
        int breach = Goodbye.breach(close.content());
        if (!listener.answersClose() && breach == Goodbye.PROPER) {
            context.fireChannelRead(close);
            return;
        }
        close.release();
        if (!listener.answersClose()) {
            listener.breach(breach, "close_frame");
        }
        var _ = context.close();
    }

    /** If the bytes are not valid frames, closes with the appropriate code and reads no more. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof CorruptedWebSocketFrameException broken)) {
            context.fireExceptionCaught(cause);
            return;
        }
        FrameDecoder.readNoMore(context.pipeline());
        if (broken.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
            listener.tooLarge();
        } else {
            listener.breach(broken.closeStatus().code(), "broken_frame");
        }
    }

    private static boolean carriesNothing(WebSocketFrame frame) {
        return frame instanceof PingWebSocketFrame
                || frame instanceof PongWebSocketFrame
                || (!frame.isFinalFragment() && !frame.content().isReadable());
    }

    private void take(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case PingWebSocketFrame ping -> pongs.answer(context, ping.content());
            case PongWebSocketFrame _ -> {} // a sign of life like any byte
            case ContinuationWebSocketFrame part -> goOn(part);
            case WebSocketFrame message when message.isFinalFragment() ->
                    whole(message instanceof TextWebSocketFrame, message.content());
            case WebSocketFrame first -> {
                partsAreText = first instanceof TextWebSocketFrame;
                parts.begin(context.alloc(), first);
                goOn(first);
            }
        }
    }

    private void goOn(WebSocketFrame part) {
        parts.add(part, message -> whole(partsAreText, message), listener::tooLarge);
    }

    private void whole(boolean text, ByteBuf message) {
        if (text && !Utf8.isWellFormed(message)) {
            listener.breach(1007, "no_utf8");
        } else {
            listener.message(text, message);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        parts.forget();
        pongs.forget();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            pongs.writable(context);
            listener.writable();
        }
        context.fireChannelWritabilityChanged();
    }
}
