package dev.charla.wire;

import dev.charla.loop.Ticker;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why a server accepts no more connections. A process without free file descriptors accepts
 * nothing, and the client only sees a connection that is never established. Logs one line per
 * episode. Netty itself tries again after a second. Confined to the loop that accepts.
 */
public final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptFailures.class);

    private final Episodes episodes;

    public AcceptFailures(Ticker ticker) {
        this.episodes = new Episodes(ticker);
    }

    /** Installs the logging on a listening socket. */
    public static void tell(Channel listening) {
        listening.pipeline().addLast(new AcceptFailures(Ticker.system()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (episodes.begins()) {
            LOG.atError()
                    .addKeyValue("reason", failure.getMessage())
                    .log(
                            "cannot accept connections; if too many files are open, "
                                    + "raise the limit of file descriptors (ulimit -n, LimitNOFILE "
                                    + "of systemd, --ulimit nofile of a container): a conversation "
                                    + "needs three");
        }
    }
}
