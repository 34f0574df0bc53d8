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
 * Keeps a WebSocket alive on which nothing is said, and lets a peer go that gives no sign of life:
 * a connection that was cut without a word would otherwise keep its session.
 *
 * <p>At every beat it pings when nothing was heard or nothing was said since the one before, so
 * that something passes in both directions every two beats at most. The next beat is set when one
 * is over: after a stall of the whole process what has come meanwhile is read before it is looked
 * at again. Confined to the channel's loop.
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

    /** Something was sent to the peer. */
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
            // From the end of the pipeline, so that the frame is encoded wherever this stands.
            var _ = context.channel().writeAndFlush(new PingWebSocketFrame());
        }
        heard = false;
        said = quiet;
        soon(context);
    }
}
