package dev.charla.client;

import dev.charla.loop.Ticker;
import dev.charla.wire.ControlAllowance;
import dev.charla.wire.MessageParts;
import dev.charla.wire.PongWriter;
import dev.charla.wire.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates the service's frames for a {@link Listener}. Last in the pipeline. */
final class FrameReader extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger log = LoggerFactory.getLogger(FrameReader.class);

    private final Listener listener;
    private final MessageParts parts;
    private final ControlAllowance allowance;
    private final PongWriter pongs = new PongWriter();

    /**
     * @param mostBytes limit of a fragmented message; the decoder limits single frames
     * @param ticker measures the rate of frames without content
     */
    FrameReader(Listener listener, int mostBytes, Ticker ticker) {
        this.listener = listener;
        this.parts = new MessageParts(mostBytes);
        this.allowance = new ControlAllowance(ticker);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (carriesNothing(frame) && !allowance.take()) {
            listener.breach(CloseCause.PROTOCOL_BREACH, 1008);
            return;
        }
        switch (frame) {
            case TextWebSocketFrame text when text.isFinalFragment() -> text(text.content());
            case TextWebSocketFrame begin -> {
                parts.begin(context.alloc(), begin);
                goOn(begin);
            }
            case ContinuationWebSocketFrame part -> goOn(part);
            case PingWebSocketFrame ping -> pongs.answer(context, ping.content());
            case CloseWebSocketFrame close ->
                    listener.closeFrame(close.statusCode(), reason(close));
            case BinaryWebSocketFrame _ -> listener.breach(CloseCause.PROTOCOL_BREACH, 1003);
            default -> {} // a pong: a sign of life like any byte
        }
    }

    private static boolean carriesNothing(WebSocketFrame frame) {
        return frame instanceof PingWebSocketFrame
                || frame instanceof PongWebSocketFrame
                || (!frame.isFinalFragment() && !frame.content().isReadable());
    }

    private void text(ByteBuf message) {
        if (Utf8.isWellFormed(message)) {
            listener.text(message);
        } else {
            listener.breach(CloseCause.PROTOCOL_BREACH, 1007);
        }
    }

    private void goOn(WebSocketFrame part) {
        parts.add(part, this::text, () -> listener.breach(CloseCause.TOO_LARGE, 1009));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        parts.forget();
        pongs.forget();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listener.gone();
        context.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        pongs.writable(context);
        listener.writabilityChanged();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        switch (failure) {
            case CorruptedWebSocketFrameException corrupted
                    when corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG) ->
                    listener.breach(CloseCause.TOO_LARGE, 1009);
            case TooLongFrameException _ -> listener.breach(CloseCause.TOO_LARGE, 1009);
            case IOException _ -> {
                var _ = context.close(); // channelInactive tells it
            }
            case Error ours -> {
                // A class that is missing, or no memory: no fault of the service.
                log.atError().setCause(ours).log("A frame of the voice service could not be read");
                listener.breach(CloseCause.PROTOCOL_BREACH, 1002);
            }
            default -> listener.breach(CloseCause.PROTOCOL_BREACH, 1002);
        }
    }

    private static String reason(CloseWebSocketFrame close) {
        var reason = close.reasonText();
        return reason == null ? "" : reason;
    }

    /** Receives messages, on the channel's loop. */
    interface Listener {
        /** A complete message; {@code content} is released after the call. */
        void text(ByteBuf content);

        /** The service closes the session; {@code code} is -1 when its frame holds none. */
        void closeFrame(int code, String reason);

        void breach(CloseCause cause, int closeCode);

        void writabilityChanged();

        /** The socket is closed. */
        void gone();
    }

    /** Notices every arrival of bytes. First in the pipeline. */
    static final class SignOfLife extends ChannelInboundHandlerAdapter {
        private final Runnable heard;

        SignOfLife(Runnable heard) {
            this.heard = heard;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            heard.run();
            context.fireChannelRead(message);
        }
    }
}
