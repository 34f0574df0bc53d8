package dev.charla.wire;

import dev.charla.loop.SessionLoop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;

/**
 * An accepted WebSocket. Confined to its {@link #loop}.
 *
 * <p>Bounded: when more than {@link #MOST_PENDING_BYTES} wait for a peer that does not read, the
 * socket is closed with 1013. Senders of audio check {@link #isWritable} long before that
 * (back-pressure).
 */
public final class NettySocket implements PeerSocket {
    /** Half a minute of audio at 24 kHz, plus its JSON overhead. */
    public static final long MOST_PENDING_BYTES = 4L * 1024 * 1024;

    /** How long to wait for the peer's close frame. */
    public static final Duration GOODBYE = Duration.ofSeconds(5);

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int TWO_BYTE_LENGTH = 126;
    private static final int EIGHT_BYTE_LENGTH = 127;
    private static final int MOST_HEAD_BYTES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(NettySocket.class);

    private final Channel channel;
    private final SessionLoop loop;
    private final FlushSoon flush;
    private final Pulse pulse;
    private boolean closing;
    private int peerCloseCode = NO_CLOSE_FRAME;

    private NettySocket(Channel channel, Duration patience) {
        this.channel = channel;
        this.pulse = new Pulse(patience);
        this.loop = NettySessionLoop.on(channel.eventLoop());
        this.flush = new FlushSoon(channel.eventLoop());
        flush.of(channel);
    }

    /** Creates the listener of a socket. Called on the socket's loop, before any other call. */
    @FunctionalInterface
    public interface Acceptor {
        SocketListener accept(NettySocket socket);
    }

    /**
     * Limits of a peer.
     *
     * @param messageBytes longest message
     * @param patience how long the peer may send nothing, not even an answer to a ping; a multiple
     *     of five seconds
     */
    public record Limits(int messageBytes, Duration patience) {}

    /**
     * Answers 101 and serves the socket until it is closed.
     *
     * @param protocol the sub-protocol to confirm, null for none; must be one the client offered
     * @param limits limits of the peer; a message that is too long closes the socket with 1009
     */
    public static Mono<Void> upgrade(
            HttpServerResponse response,
            @Nullable String protocol,
            Limits limits,
            Acceptor acceptor) {
        WebsocketServerSpec.Builder spec =
                WebsocketServerSpec.builder()
                        .maxFramePayloadLength(limits.messageBytes())
                        .handlePing(false)
                        .compress(false);
        if (protocol != null) {
            spec = spec.protocols(protocol);
        }
        return response.sendWebsocket((in, _) -> serve(in, limits, acceptor), spec.build());
    }

    /** Serves an upgraded connection until it is closed. */
    private static Mono<Void> serve(WebsocketInbound inbound, Limits limits, Acceptor acceptor) {
        return Mono.<Void>create(done ->
                inbound.withConnection(connection -> {
                    NettySocket socket = new NettySocket(connection.channel(), limits.patience());
                    SocketListener listener = acceptor.accept(socket);
                    socket.listen(connection, inbound, limits.messageBytes(), listener);
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
        inbound.receiveCloseStatus()
                .subscribe(
                        status -> peerCloseCode = status.code(),
                        failure ->
                                LOG.atDebug()
                                        .addKeyValue("failure", failure.getClass().getSimpleName())
                                        .log("a peer disconnected without a close frame"));
        ReadOnHandler.removeFrom(connection.channel());
        ConnectionBounds.removeFrom(connection.channel());
        FrameDecoder.takeOver(connection.channel().pipeline(), maxMessageBytes);
        connection.addHandlerFirst("charla-pulse", pulse);
        connection.addHandlerLast(
                "charla-messages",
                new MessageHandler(new Messages(listener), maxMessageBytes, loop));
        // Messages do not arrive here: this subscription only reports failures and keeps the socket
        // being read.
        inbound.receiveFrames()
                .subscribe(
                        _ -> {},
                        failure -> {
                            if (!closing) {
                                LOG.atDebug()
                                        .addKeyValue("failure", failure.getClass().getSimpleName())
                                        .log("a socket failed");
                                close(1009, "message_too_large");
                            }
                        });
    }

    /** Passes messages to the listener, and keeps a failing listener from affecting others. */
    private final class Messages implements MessageHandler.Listener {
        private final SocketListener listener;

        Messages(SocketListener listener) {
            this.listener = listener;
        }

        @Override
        public void message(boolean text, ByteBuf content) {
            if (closing) {
                return;
            }
            try {
                if (text) {
                    listener.text(content);
                } else {
                    listener.binary(content);
                }
            } catch (RuntimeException | Error e) {
                LOG.atError().setCause(e).log("a message could not be handled");
                close(1011, "internal_error");
            }
        }

        @Override
        public boolean answersClose() {
            return closing;
        }

        @Override
        public void tooLarge() {
            close(1009, "message_too_large");
        }

        @Override
        public void breach(int closeCode, String reason) {
            if (!closing) {
                LOG.atInfo().addKeyValue("reason", reason).log("a peer violated the protocol");
                close(closeCode, reason);
            }
        }

        @Override
        public void writable() {
            listener.writable();
        }
    }

    @Override
    public SessionLoop loop() {
        return loop;
    }

    /** The channel's event loop, to open another connection on it. */
    public io.netty.channel.EventLoop eventLoop() {
        return channel.eventLoop();
    }

    @Override
    public void sendText(byte[] utf8) {
        sendFrame(frame(FINAL_TEXT, utf8.length).writeBytes(utf8));
    }

    @Override
    public ByteBuf binary(int bytes) {
        return frame(FINAL_BINARY, bytes);
    }

    @Override
    public void sendBinary(ByteBuf frame) {
        sendFrame(frame);
    }

    /** A buffer for a whole server frame (RFC 6455, section 5.2), with the head already written. */
    private ByteBuf frame(int opcode, int bytes) {
        ByteBuf frame = channel.alloc().buffer(MOST_HEAD_BYTES + bytes).writeByte(opcode);
        if (bytes < TWO_BYTE_LENGTH) {
            return frame.writeByte(bytes);
        }
        return bytes <= 0xFFFF
                ? frame.writeByte(TWO_BYTE_LENGTH).writeShort(bytes)
                : frame.writeByte(EIGHT_BYTE_LENGTH).writeLong(bytes);
    }

    private void sendFrame(ByteBuf frame) {
        if (closing || !channel.isActive()) {
            frame.release();
            return;
        }
        var _ = channel.write(frame, channel.voidPromise());
        pulse.said();
        flush.soon();
        if (pendingBytes() > MOST_PENDING_BYTES) {
            LOG.atWarn().log("a peer does not read; its socket is closed");
            close(1013, "slow_consumer");
        }
    }

    /** Whether the peer keeps up; if not, senders of audio should wait. */
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public int peerCloseCode() {
        return peerCloseCode;
    }

    @Override
    public long pendingBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Aborts the connection without a close frame. Idempotent. */
    public void abort() {
        closing = true;
        channel.flush(); // what was said before is on its way
        // A linger time of zero: the peer gets a TCP reset.
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

    @Override
    public void close(int code, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        // A peer that reads nothing would never receive the close frame and would keep its session.
        loop.after(GOODBYE, this::abortIfThere);
        // Reads on until the peer has answered (RFC 6455, section 7.1.1): closing a connection with
        // unread bytes resets it, and the reset overtakes the last frames.
        var _ = channel.writeAndFlush(new CloseWebSocketFrame(code, CloseText.cut(reason)));
    }
}
