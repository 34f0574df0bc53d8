package dev.charla.boot.servlet;

import dev.charla.boot.net.PageSockets;
import dev.charla.loop.SessionLoop;
import dev.charla.wire.NettySocket;
import dev.charla.wire.PeerSocket;
import dev.charla.wire.SocketListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page's socket on a servlet container. The container's threads hand what they read to the loop
 * and take what is to be written from it, one message at a time. Confined to the loop, but for what
 * the container calls.
 */
final class ServletSocket extends Endpoint implements PeerSocket {
    /** As on Netty: proxies have been seen to cut connections after 15 to 20 s without traffic. */
    private static final Duration BEAT = Duration.ofSeconds(5);

    /** Messages that were read and that the loop has not taken: seconds of audio. */
    private static final long MOST_ARRIVED_BYTES = 1024 * 1024;

    /** How long the container waits with a close frame for a page that does not read. */
    private static final long GOODBYE_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(ServletSocket.class);

    private final SessionLoop loop;
    private final NettySocket.Limits limits;
    private final PageSockets.Acceptor acceptor;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();

    /** Read by the container's threads and not taken by the loop. */
    private final AtomicLong arrivedBytes = new AtomicLong();

    private SocketListener listener = SocketListener.DEAF;
    private @Nullable Session session;
    private SessionLoop.@Nullable Timer beat;
    private @Nullable CloseReason goodbye;
    private long waitingBytes;
    private long silentBeats;
    private int peerCloseCode = NO_CLOSE_FRAME;
    private boolean sending;
    private boolean heard;
    private boolean said;
    private boolean gone;

    /**
     * @param text null for a binary message
     */
    private record Outgoing(@Nullable String text, ByteBuffer bytes, int length) {}

    ServletSocket(SessionLoop loop, NettySocket.Limits limits, PageSockets.Acceptor acceptor) {
        this.loop = loop;
        this.limits = limits;
        this.acceptor = acceptor;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        opened.setMaxIdleTimeout(0);
        opened.setMaxTextMessageBufferSize(limits.messageBytes());
        opened.setMaxBinaryMessageBufferSize(limits.messageBytes());
        opened.getAsyncRemote().setSendTimeout(limits.patience().toMillis());
        opened.getUserProperties()
                .put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", GOODBYE_MS);
        opened.addMessageHandler(
                String.class,
                (MessageHandler.Whole<String>)
                        text -> arrived(text.getBytes(StandardCharsets.UTF_8), true));
        opened.addMessageHandler(
                ByteBuffer.class,
                (MessageHandler.Whole<ByteBuffer>)
                        bytes -> {
                            byte[] copy = new byte[bytes.remaining()];
                            bytes.get(copy);
                            arrived(copy, false);
                        });
        opened.addMessageHandler(
                PongMessage.class,
                (MessageHandler.Whole<PongMessage>) _ -> loop.execute(() -> heard = true));
        loop.execute(() -> {
            session = opened;
            listener = acceptor.accept(this);
            beat = loop.after(BEAT, this::beat);
        });
    }

    /** On a thread of the container. */
    private void arrived(byte[] message, boolean text) {
        if (arrivedBytes.addAndGet(message.length) > MOST_ARRIVED_BYTES) {
            loop.execute(() -> close(1008, "too_many_messages"));
            return;
        }
        loop.execute(() -> {
            arrivedBytes.addAndGet(-message.length);
            heard = true;
            if (gone || goodbye != null) {
                return;
            }
            ByteBuf content = Unpooled.wrappedBuffer(message);
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
        });
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        int code = reason.getCloseCode().getCode();
        loop.execute(() -> {
            if (goodbye == null && code != CloseCodes.CLOSED_ABNORMALLY.getCode()) {
                peerCloseCode = code;
            }
            over();
        });
    }

    @Override
    public void onError(Session failed, Throwable failure) {
        // The container closes it next.
        LOG.atDebug()
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("a socket failed");
    }

    private void over() {
        if (gone) {
            return;
        }
        gone = true;
        if (beat != null) {
            beat.cancel();
        }
        waiting.clear();
        waitingBytes = 0;
        listener.closed();
    }

    private void beat() {
        silentBeats = heard ? 0 : silentBeats + 1;
        if (silentBeats >= limits.patience().dividedBy(BEAT)) {
            LOG.atInfo().log("a peer does not answer; its socket is closed");
            breakOff();
            return;
        }
        boolean quiet = !heard || !said;
        if (quiet && !sending && goodbye == null) {
            off("ping", open -> open.getBasicRemote().sendPing(ByteBuffer.allocate(0)));
        }
        heard = false;
        said = quiet;
        if (!gone) {
            beat = loop.after(BEAT, this::beat);
        }
    }

    @Override
    public SessionLoop loop() {
        return loop;
    }

    @Override
    public void sendText(byte[] utf8) {
        send(
                new Outgoing(
                        new String(utf8, StandardCharsets.UTF_8),
                        ByteBuffer.allocate(0),
                        utf8.length));
    }

    @Override
    public ByteBuf binary(int bytes) {
        return Unpooled.buffer(bytes);
    }

    @Override
    public void sendBinary(ByteBuf message) {
        byte[] bytes = ByteBufUtil.getBytes(message);
        message.release();
        send(new Outgoing(null, ByteBuffer.wrap(bytes), bytes.length));
    }

    private void send(Outgoing message) {
        if (gone || goodbye != null) {
            return;
        }
        waiting.add(message);
        waitingBytes += message.length();
        said = true;
        if (waitingBytes > NettySocket.MOST_PENDING_BYTES) {
            LOG.atWarn().log("a peer does not read; its socket is closed");
            close(1013, "slow_consumer");
            return;
        }
        writeNext();
    }

    private void writeNext() {
        Session open = session;
        if (sending || gone || open == null) {
            return;
        }
        Outgoing next = waiting.poll();
        if (next == null) {
            CloseReason last = goodbye;
            if (last != null) {
                off("close", each -> each.close(last));
            }
            return;
        }
        sending = true;
        SendHandler done =
                result ->
                        loop.execute(() -> {
                            sending = false;
                            waitingBytes -= next.length();
                            if (result.isOK()) {
                                writeNext();
                            } else {
                                breakOff();
                            }
                        });
        try {
            String text = next.text();
            if (text == null) {
                open.getAsyncRemote().sendBinary(next.bytes(), done);
            } else {
                open.getAsyncRemote().sendText(text, done);
            }
        } catch (IllegalStateException closed) {
            breakOff();
        }
    }

    @Override
    public long pendingBytes() {
        return waitingBytes;
    }

    @Override
    public int peerCloseCode() {
        return peerCloseCode;
    }

    @Override
    public void close(int code, String reason) {
        if (gone || goodbye != null) {
            return;
        }
        goodbye = new CloseReason(CloseCodes.getCloseCode(code), reason);
        // A peer that reads nothing would never see the goodbye, and keep its connection.
        var _ = loop.after(NettySocket.GOODBYE, this::breakOff);
        writeNext();
    }

    private void breakOff() {
        if (!gone) {
            off(
                    "end",
                    open -> open.close(new CloseReason(CloseCodes.GOING_AWAY, "connection_lost")));
            over();
        }
    }

    /**
     * What the container has no call for that returns at once; it waits for {@link #GOODBYE_MS}.
     */
    @FunctionalInterface
    private interface Blocking {
        void on(Session session) throws IOException;
    }

    private void off(String what, Blocking call) {
        Session open = session;
        if (open == null) {
            return;
        }
        Thread.ofVirtual()
                .name("charla-page-" + what)
                .start(() -> {
                    try {
                        call.on(open);
                    } catch (IOException | IllegalStateException e) {
                        LOG.atDebug()
                                .addKeyValue("failure", e.getClass().getSimpleName())
                                .log("a socket was closed meanwhile");
                    }
                });
    }
}
