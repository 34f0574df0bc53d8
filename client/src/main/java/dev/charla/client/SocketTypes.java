package dev.charla.client;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Which kind of socket an event loop serves. */
final class SocketTypes {
    private SocketTypes() {}

    /**
     * The socket that can be registered with {@code eventLoop}.
     *
     * @throws IllegalArgumentException for a loop of a transport we know no socket of
     */
    static Class<? extends SocketChannel> servedBy(EventLoop eventLoop) {
        if (eventLoop instanceof IoEventLoop loop) {
            if (loop.isCompatible(NioIoHandle.class)) {
                return NioSocketChannel.class;
            }
            if (loop.isCompatible(EpollIoHandle.class)) {
                return EpollSocketChannel.class;
            }
        }
        throw new IllegalArgumentException("no socket type is known for " + eventLoop.getClass());
    }
}
