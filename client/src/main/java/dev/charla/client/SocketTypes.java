package dev.charla.client;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Selects the socket class for an event loop. */
final class SocketTypes {
    private SocketTypes() {}

    /**
     * The socket class for {@code eventLoop}.
     *
     * @throws IllegalArgumentException for a loop of an unknown transport
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
