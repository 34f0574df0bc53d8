package dev.charla.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;

/**
 * Keeps an HTTP connection being read. Reactor Netty reads a connection only on demand, and queues
 * a request that arrives before the previous response is complete. If it dequeues such a request
 * and the response is complete before it has dequeued the end of the request, nobody requests more
 * data, and the server never reads what the client sends next (<a
 * href="https://github.com/reactor/reactor-netty/issues/4361">reactor-netty 4361</a>). This handler
 * requests it when content arrives that no request waits for.
 */
public final class ReadOnHandler extends ChannelInboundHandlerAdapter {
    private static final String NAME = "charla-read-on";

    private ReadOnHandler() {}

    /** Call this when the HTTP handlers of an accepted connection are in place. */
    public static void addTo(Channel channel) {
        channel.pipeline().addAfter(NettyPipeline.HttpTrafficHandler, NAME, new ReadOnHandler());
    }

    /** A WebSocket does not need this. */
    static void removeFrom(Channel channel) {
        if (channel.pipeline().get(NAME) != null) {
            channel.pipeline().remove(NAME);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean content = message instanceof HttpContent;
        context.fireChannelRead(message);
        if (content && ChannelOperations.get(context.channel()) == null) {
            context.read();
        }
    }
}
