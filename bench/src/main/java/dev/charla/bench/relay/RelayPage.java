package dev.charla.bench.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One page: sends a frame whenever one is due, takes the times out of those it is sent, and reports
 * its playback. Confined to the bench's loop.
 */
final class RelayPage extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** As docs/browser-leg.md describes it. */
    private static final int HEADER_BYTES = 8;

    /** Every fifth of a second. */
    private static final int FRAMES_A_REPORT = 10;

    private final RelayOptions options;
    private final Leg down;
    private final Stamp stamp;
    private int sent;
    private int heard;
    private boolean ended;
    private @Nullable Future<?> speaking;

    RelayPage(RelayOptions options, Leg down) {
        this.options = options;
        this.down = down;
        this.stamp = new Stamp(new byte[options.frameBytes()]);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            speaking = Pace.keep(context.executor(), options.frame(), due -> speak(context, due));
        }
        context.fireUserEventTriggered(event);
    }

    private void speak(ChannelHandlerContext context, long dueNanos) {
        sent++;
        var _ =
                context.writeAndFlush(
                        new BinaryWebSocketFrame(
                                Unpooled.copiedBuffer(stamp.marked(dueNanos, sent))));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case BinaryWebSocketFrame audio -> hear(context, audio.content());
            case CloseWebSocketFrame _ -> ended = true;
            default -> {}
        }
    }

    private void hear(ChannelHandlerContext context, ByteBuf frame) {
        int at = frame.readerIndex();
        int response = frame.getIntLE(at);
        int samples = frame.getIntLE(at + Integer.BYTES);
        int number = frame.getIntLE(at + HEADER_BYTES + Long.BYTES);
        down.arrived(frame.getLongLE(at + HEADER_BYTES), number, heard + 1);
        heard = number;
        if (number == 1) {
            report(context, "{\"type\":\"playback.started\",\"response\":" + response + "}");
        } else if (number % FRAMES_A_REPORT == 0) {
            report(
                    context,
                    "{\"type\":\"playback.progress\",\"response\":%d,\"samples\":%d}"
                            .formatted(response, samples));
        }
    }

    private static void report(ChannelHandlerContext context, String text) {
        var _ = context.writeAndFlush(new TextWebSocketFrame(text));
    }

    /** Whether Charla closed this page's talk. */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended = true;
        Future<?> running = speaking;
        if (running != null) {
            running.cancel(false);
        }
        context.fireChannelInactive();
    }
}
