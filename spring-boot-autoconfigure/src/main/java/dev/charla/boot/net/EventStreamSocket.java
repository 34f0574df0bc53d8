package dev.charla.boot.net;

import dev.charla.loop.SessionLoop;
import dev.charla.wire.NettySessionLoop;
import dev.charla.wire.NettySocket;
import dev.charla.wire.PeerSocket;
import dev.charla.wire.SocketListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A connection where WebSockets are blocked: server-sent events down, and what other requests bring
 * up. Text messages are events without a name, audio is {@code audio} in base64, the end is {@code
 * close} with a WebSocket close code. Confined to its {@link #loop}, which is that of the
 * connection the events go down.
 *
 * <p>Bounded as {@link NettySocket} is.
 */
public final class EventStreamSocket implements PeerSocket {
    /** Proxies have been seen to cut connections after 15 to 20 s without traffic. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    /** A page says something every 10 s; one that has said nothing for this many beats is gone. */
    private static final int PATIENCE_BEATS = 3;

    private static final byte[] NOTHING = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final Logger LOG = LoggerFactory.getLogger(EventStreamSocket.class);

    private final Channel channel;
    private final SessionLoop loop;
    private final Sinks.Many<byte[]> events = Sinks.many().unicast().onBackpressureBuffer();
    private SocketListener listener = SocketListener.DEAF;
    private @Nullable ScheduledFuture<?> heartbeat;
    private Runnable whenOver = () -> {};
    private long waitingBytes;
    private boolean heard;
    private int silentBeats;
    private boolean closing;
    private boolean gone;

    private EventStreamSocket(Channel channel) {
        this.channel = channel;
        this.loop = NettySessionLoop.on(channel.eventLoop());
    }

    /** Says what hears a socket. Called on the socket's loop, before anything else. */
    @FunctionalInterface
    public interface Acceptor {
        SocketListener accept(EventStreamSocket socket);
    }

    /** Answers with events until the connection or the conversation is over. */
    public static Mono<Void> serve(ServerWebExchange exchange, Acceptor acceptor) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
        response.getHeaders().setCacheControl("no-store");
        // Asks proxies of a common make not to collect events before they pass them on.
        response.getHeaders().set("X-Accel-Buffering", "no");
        HttpServerResponse nativeResponse = ServerHttpResponseDecorator.getNativeResponse(response);
        return Mono.<EventStreamSocket>create(found ->
                        nativeResponse.withConnection(connection ->
                                found.success(new EventStreamSocket(connection.channel()))))
                .flatMap(socket -> {
                    Flux<Mono<DataBuffer>> down =
                            socket.events
                                    .asFlux()
                                    .doOnSubscribe(_ -> socket.begin(acceptor))
                                    .doOnNext(bytes -> socket.waitingBytes -= bytes.length)
                                    .map(bytes -> Mono.just(response.bufferFactory().wrap(bytes)));
                    return response.writeAndFlushWith(down)
                            .doFinally(_ -> socket.loop.execute(socket::over));
                });
    }

    private void begin(Acceptor acceptor) {
        EventLoop eventLoop = channel.eventLoop();
        eventLoop.execute(() -> {
            if (gone) {
                return;
            }
            listener = acceptor.accept(this);
            heartbeat =
                    eventLoop.scheduleWithFixedDelay(
                            this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private void beat() {
        silentBeats = heard ? 0 : silentBeats + 1;
        heard = false;
        if (silentBeats >= PATIENCE_BEATS) {
            LOG.atInfo().log("a page says nothing any more; its event stream is closed");
            breakOff();
        } else if (!closing) {
            emit(NOTHING);
        }
    }

    private void over() {
        if (gone) {
            return;
        }
        gone = true;
        closing = true;
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        whenOver.run();
        listener.closed();
    }

    /** Has {@code task} run once the connection is over. On the loop, before that. */
    public void whenOver(Runnable task) {
        whenOver = task;
    }

    /** Always that of a connection that was lost: a page that means to leave says so first. */
    @Override
    public int peerCloseCode() {
        return NO_CLOSE_FRAME;
    }

    /** A text message came up. On the loop. */
    public void receiveText(byte[] utf8) {
        heard = true;
        if (!closing) {
            listener.text(Unpooled.wrappedBuffer(utf8));
        }
    }

    /** A binary message came up. On the loop. */
    public void receiveBinary(byte[] bytes) {
        heard = true;
        if (!closing) {
            listener.binary(Unpooled.wrappedBuffer(bytes));
        }
    }

    /** Whether nothing more is taken or sent. */
    public boolean isClosing() {
        return closing;
    }

    @Override
    public SessionLoop loop() {
        return loop;
    }

    @Override
    public ByteBuf binary(int bytes) {
        return channel.alloc().heapBuffer(bytes);
    }

    @Override
    public void sendText(byte[] utf8) {
        send("", utf8);
    }

    /** Sends an event of a name. */
    public void sendEvent(String name, String data) {
        send("event: " + name + "\n", data.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void sendBinary(ByteBuf bytes) {
        byte[] base64 = Base64.getEncoder().encode(ByteBufUtil.getBytes(bytes));
        bytes.release();
        send("event: audio\n", base64);
    }

    private void send(String name, byte[] data) {
        if (closing) {
            return;
        }
        ByteBuffer event = ByteBuffer.allocate(name.length() + "data: \n\n".length() + data.length);
        event.put(name.getBytes(StandardCharsets.US_ASCII));
        event.put("data: ".getBytes(StandardCharsets.US_ASCII));
        event.put(data);
        event.put("\n\n".getBytes(StandardCharsets.US_ASCII));
        emit(event.array());
        if (pendingBytes() > NettySocket.MOST_PENDING_BYTES) {
            LOG.atWarn().log("a peer does not read; its event stream is closed");
            close(1013, "slow_consumer");
        }
    }

    private void emit(byte[] event) {
        waitingBytes += event.length;
        Sinks.EmitResult result = events.tryEmitNext(event);
        if (result.isFailure() && !gone) {
            LOG.atDebug().addKeyValue("result", result.name()).log("an event could not be sent");
        }
    }

    @Override
    public long pendingBytes() {
        var buffer = channel.unsafe().outboundBuffer();
        return waitingBytes + (buffer == null ? 0 : buffer.totalPendingWriteBytes());
    }

    private void breakOff() {
        if (!gone) {
            var _ = channel.close();
        }
    }

    @Override
    public void close(int code, String reason) {
        if (closing) {
            return;
        }
        sendEvent("close", String.valueOf(code));
        closing = true;
        // A peer that reads nothing would never see the goodbye, and keep its connection.
        loop.after(NettySocket.GOODBYE, this::breakOff);
        Sinks.EmitResult result = events.tryEmitComplete();
        if (result.isFailure()) {
            LOG.atDebug().addKeyValue("result", result.name()).log("a stream was over already");
        }
    }
}
