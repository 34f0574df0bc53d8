package dev.charla.app.net;

import dev.charla.client.NettySessionLoop;
import dev.charla.loop.SessionLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * One WebSocket that was accepted. Confined to its {@link #loop}.
 *
 * <p>Bounded: when more than {@link #MOST_PENDING_BYTES} wait for a peer that does not read, the
 * socket is closed with 1013; senders of audio look at {@link #isWritable} long before that.
 */
public final class NettySocket {
    /** Half a minute of audio at 24 kHz, and then some for its JSON. */
    static final long MOST_PENDING_BYTES = 4L * 1024 * 1024;

    /** A close reason's limit by RFC 6455, section 5.5: 125 bytes less two for the code. */
    private static final int MOST_REASON_BYTES = 123;

    /** Proxies in common use cut connections after 60 s without traffic. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /** How long a goodbye may take. */
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(NettySocket.class);

    private final WebsocketOutbound outbound;
    private final Channel channel;
    private final SessionLoop loop;
    private boolean closing;

    private NettySocket(Channel channel, WebsocketOutbound outbound) {
        this.channel = channel;
        this.outbound = outbound;
        this.loop = NettySessionLoop.on(channel.eventLoop());
    }

    /** Says what hears a socket. Called on the socket's loop, before anything else. */
    @FunctionalInterface
    public interface Acceptor {
        SocketListener accept(NettySocket socket);
    }

    /** Serves an upgraded connection until it is gone. */
    static Mono<Void> serve(
            WebsocketInbound inbound,
            WebsocketOutbound outbound,
            int maxMessageBytes,
            Acceptor acceptor) {
        return Mono.<Void>create(done ->
                inbound.withConnection(connection -> {
                    NettySocket socket = new NettySocket(connection.channel(), outbound);
                    SocketListener listener = acceptor.accept(socket);
                    socket.listen(connection, inbound, maxMessageBytes, listener);
                    connection.onDispose(() ->
                            socket.loop.execute(() -> {
                                listener.closed();
                                done.success();
                            }));
                }));
    }

    private void listen(
            Connection connection,
            WebsocketInbound inbound,
            int maxMessageBytes,
            SocketListener listener) {
        connection.addHandlerLast("charla-writable", new WritabilityHandler(listener));
        connection.addHandlerFirst("charla-silence", new SilenceHandler(LONGEST_SILENCE));
        inbound.aggregateFrames(maxMessageBytes)
                .receiveFrames()
                .subscribe(
                        frame -> deliver(frame, listener),
                        failure -> {
                            LOG.atDebug()
                                    .addKeyValue("failure", failure.getClass().getSimpleName())
                                    .log("a socket failed");
                            close(1009, "message_too_large");
                        });
    }

    private void deliver(WebSocketFrame frame, SocketListener listener) {
        if (closing) {
            return;
        }
        try {
            switch (frame) {
                case TextWebSocketFrame text -> listener.text(text.content());
                case BinaryWebSocketFrame binary -> listener.binary(binary.content());
                // Pings, pongs and closing are Reactor Netty's.
                default -> {}
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a message could not be handled");
            close(1011, "internal_error");
        }
    }

    /** Whose thread this socket lives on. */
    public SessionLoop loop() {
        return loop;
    }

    /** The channel's event loop, so that another connection can be opened on it. */
    public io.netty.channel.EventLoop eventLoop() {
        return channel.eventLoop();
    }

    /** For buffers to be sent here. */
    public ByteBufAllocator allocator() {
        return channel.alloc();
    }

    /** Sends a text message; takes over the buffer. */
    public void sendText(ByteBuf utf8) {
        send(new TextWebSocketFrame(utf8));
    }

    /** Sends a text message. */
    public void sendText(byte[] utf8) {
        sendText(allocator().buffer(utf8.length).writeBytes(utf8));
    }

    /** Sends a binary message; takes over the buffer. */
    public void sendBinary(ByteBuf bytes) {
        send(new BinaryWebSocketFrame(bytes));
    }

    private void send(WebSocketFrame frame) {
        if (closing || !channel.isActive()) {
            frame.release();
            return;
        }
        var _ = channel.writeAndFlush(frame);
        if (pendingBytes() > MOST_PENDING_BYTES) {
            LOG.atWarn().log("a peer does not read; its socket is closed");
            close(1013, "slow_consumer");
        }
    }

    /** Whether the peer keeps up; audio should wait when it does not. */
    public boolean isWritable() {
        return channel.isWritable();
    }

    /** How much waits to be sent. */
    public long pendingBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Breaks the connection off, without a close frame. Idempotent. */
    public void abort() {
        closing = true;
        // Zero seconds to linger: the peer is sent a reset.
        if (channel.config() instanceof SocketChannelConfig socket) {
            socket.setSoLinger(0);
        }
        var _ = channel.close();
    }

    private void abortIfThere() {
        if (channel.isActive()) {
            abort();
        }
    }

    /** Closes with a code and a reason. Idempotent. */
    public void close(int code, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        // A peer that reads nothing would never see the goodbye, and keep its session.
        loop.after(GOODBYE, this::abortIfThere);
        outbound.sendClose(code, atMost(reason, MOST_REASON_BYTES))
                .subscribe(
                        _ -> {},
                        failure ->
                                LOG.atDebug()
                                        .addKeyValue("failure", failure.getClass().getSimpleName())
                                        .log("a close frame could not be sent"));
    }

    private static String atMost(String text, int bytes) {
        String cut = text;
        while (cut.getBytes(StandardCharsets.UTF_8).length > bytes) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    /** Hears when the peer has caught up. */
    private static final class WritabilityHandler extends ChannelInboundHandlerAdapter {
        private final SocketListener listener;

        WritabilityHandler(SocketListener listener) {
            this.listener = listener;
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
            if (context.channel().isWritable()) {
                listener.writable();
            }
            super.channelWritabilityChanged(context);
        }
    }
}
