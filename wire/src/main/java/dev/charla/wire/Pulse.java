package dev.charla.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an idle WebSocket alive, and closes it when the peer is silent. Without this, a connection
 * that was cut silently would keep its session.
 *
 * <p>At every beat it sends a ping if nothing was received or nothing was sent since the beat
 * before, so that data passes in both directions at least every two beats. It schedules the next
 * beat after the current one is done: after a stall of the whole process, the data that arrived
 * meanwhile is then read before the next check. Confined to the channel's loop.
 */
final class Pulse extends ChannelInboundHandlerAdapter {
    /** Proxies have been seen to cut connections after 15 to 20 s without traffic. */
    static final Duration BEAT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final long patienceBeats;
    private @Nullable ScheduledFuture<?> next;
    private boolean heard;
    private boolean said;
    private long silentBeats;

    /**
     * @param patience how long a peer may be silent, in whole beats
     */
    Pulse(Duration patience) {
        this.patienceBeats = patience.dividedBy(BEAT);
    }

    /** Call this when something was sent to the peer. */
    void said() {
        said = true;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        soon(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (next != null) {
            next.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        heard = true;
        context.fireChannelRead(message);
    }

    private void soon(ChannelHandlerContext context) {
        next =
                context.executor()
                        .schedule(() -> beat(context), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return;
        }
        silentBeats = heard ? 0 : silentBeats + 1;
        if (silentBeats >= patienceBeats) {
            LOG.atInfo().log("a peer does not answer; its socket is closed");
            var _ = context.close();
            return;
        }
        boolean quiet = !heard || !said;
        if (quiet) {
            // Written from the end of the pipeline, so that the frame is encoded wherever this
            // handler is.
            var _ = context.channel().writeAndFlush(new PingWebSocketFrame());
        }
        heard = false;
        said = quiet;
        soon(context);
    }
}
