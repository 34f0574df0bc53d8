package dev.charla.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;

/**
 * Keeps an HTTP connection being read. Reactor Netty reads a connection only when asked to, and
 * sets a request aside that comes before the answer of the one before is wholly written. Once it
 * takes such a request up and the answer is there before the request's end was taken up too, nobody
 * asks for more: whatever the client sends next is never read (<a
 * href="https://github.com/reactor/reactor-netty/issues/4361">reactor-netty 4361</a>). This handler
 * asks for it, when content arrives that no request waits for.
 */
public final class ReadOnHandler extends ChannelInboundHandlerAdapter {
    private static final String NAME = "charla-read-on";

    private ReadOnHandler() {}

    /** To be called when the HTTP handlers of a connection that is accepted are in place. */
    public static void addTo(Channel channel) {
        channel.pipeline().addAfter(NettyPipeline.HttpTrafficHandler, NAME, new ReadOnHandler());
    }

    /** A WebSocket has no use for it. */
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
