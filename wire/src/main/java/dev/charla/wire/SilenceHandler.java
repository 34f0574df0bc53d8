package dev.charla.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a peer that has been silent whether it is still there, and lets it go when it does not
 * answer: a connection that was cut without a word would otherwise keep its session.
 */
final class SilenceHandler extends IdleStateHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceHandler.class);

    private boolean asked;

    SilenceHandler(Duration longest) {
        super(longest.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        asked = false;
        super.channelRead(context, message);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        if (asked) {
            LOG.atInfo().log("a peer does not answer; its socket is closed");
            var _ = context.close();
            return;
        }
        asked = true;
        // From the end of the pipeline, so that the frame is encoded wherever this handler stands.
        var _ = context.channel().writeAndFlush(new PingWebSocketFrame());
    }
}
