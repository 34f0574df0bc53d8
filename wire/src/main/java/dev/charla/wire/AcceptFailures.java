package dev.charla.wire;

import dev.charla.loop.Ticker;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log why nobody gets in any more: a process that has used up its file descriptors
 * accepts nothing, and a client sees no more than a connection that does not come about. One line
 * for each episode. Netty tries again after a second by itself. Confined to the loop that accepts.
 */
public final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptFailures.class);

    private final Episodes episodes;

    public AcceptFailures(Ticker ticker) {
        this.episodes = new Episodes(ticker);
    }

    /** Has the failures of a socket that listens told. */
    public static void tell(Channel listening) {
        listening.pipeline().addLast(new AcceptFailures(Ticker.system()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (episodes.begins()) {
            LOG.atError()
                    .addKeyValue("reason", failure.getMessage())
                    .log(
                            "connections cannot be accepted; when too many files are open, give the"
                                    + " process more of them (ulimit -n, LimitNOFILE of systemd,"
                                    + " --ulimit nofile of a container): a conversation uses three");
        }
    }
}
