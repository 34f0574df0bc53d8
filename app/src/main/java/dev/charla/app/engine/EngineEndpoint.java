package dev.charla.app.engine;

import dev.charla.app.net.NettySocket;
import dev.charla.app.net.SocketListener;
import dev.charla.app.net.WebSocketUpgrade;
import dev.charla.app.web.OriginRule;
import dev.charla.engine.Admission;
import dev.charla.engine.Engine;
import dev.charla.engine.script.Handshake;
import dev.charla.engine.session.ClientLeg;
import dev.charla.protocol.ProtocolCodec;
import dev.charla.protocol.ProtocolException;
import dev.charla.protocol.ServerEvent;
import dev.charla.protocol.dialect.Dialect;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The engine behind the addresses and handshakes of Voice Live and of OpenAI's Realtime API. What
 * is refused is refused before the upgrade, with the status the service uses.
 */
public final class EngineEndpoint implements WebHandler {
    /** Where Voice Live is served. */
    public static final String PATH = ConnectionRequest.VOICE_LIVE;

    /** All addresses. */
    static final List<String> PATHS = ConnectionRequest.PATHS;

    /** 15 MiB of audio in one append, as documented for the service, in base64 and JSON. */
    private static final int MOST_MESSAGE_BYTES = 22 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(EngineEndpoint.class);

    private final Engine engine;
    private final Admission admission;
    private final EngineKeys keys;
    private final OriginRule origins;
    private final Supplier<Handshake> door;
    private final ProtocolCodec codec = new ProtocolCodec();

    /**
     * @param admission whether the processors have time for another session
     * @param door what each connection meets first
     */
    EngineEndpoint(
            Engine engine,
            Admission admission,
            EngineKeys keys,
            OriginRule origins,
            Supplier<Handshake> door) {
        this.admission = admission;
        this.engine = engine;
        this.keys = keys;
        this.origins = origins;
        this.door = door;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        Handshake handshake = door.get();
        Mono<Void> answer =
                switch (handshake) {
                    case Handshake.Accept _ -> Mono.defer(() -> accept(exchange));
                    case Handshake.Refuse refusal -> Mono.defer(() -> refuse(exchange, refusal));
                    case Handshake.NeverAnswer _ -> Mono.never();
                    case Handshake.HangUp _ -> Mono.defer(() -> hangUp(exchange));
                };
        return handshake.delay().isZero() ? answer : Mono.delay(handshake.delay()).then(answer);
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, Handshake.Refuse refusal) {
        Duration wait = refusal.retryAfter();
        if (wait != null) {
            exchange.getResponse().getHeaders().set("Retry-After", "" + wait.toSeconds());
        }
        return refuse(exchange, HttpStatus.valueOf(refusal.status()), refusal.message());
    }

    private static Mono<Void> hangUp(ServerWebExchange exchange) {
        HttpServerResponse response =
                ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
        response.withConnection(DisposableChannel::dispose);
        return Mono.empty();
    }

    private Mono<Void> accept(ServerWebExchange exchange) {
        try {
            ConnectionRequest asked = check(exchange);
            return WebSocketUpgrade.upgrade(
                    exchange,
                    asked.subProtocol(),
                    MOST_MESSAGE_BYTES,
                    socket -> accept(socket, asked));
        } catch (ConnectionRequest.RefusedException e) {
            return refuse(exchange, e.status(), e.getMessage());
        }
    }

    private ConnectionRequest check(ServerWebExchange exchange)
            throws ConnectionRequest.RefusedException {
        ServerHttpRequest request = exchange.getRequest();
        if (!origins.allows(request)) {
            throw new ConnectionRequest.RefusedException(
                    HttpStatus.FORBIDDEN, "Pages of other sites may not connect.");
        }
        if (!keys.allows(request)) {
            throw new ConnectionRequest.RefusedException(
                    HttpStatus.UNAUTHORIZED,
                    "Access denied. Send the key of charla.engine.key as api-key.");
        }
        ConnectionRequest asked = ConnectionRequest.of(request);
        if (!WebSocketUpgrade.isAskedFor(exchange)) {
            throw new ConnectionRequest.RefusedException(
                    HttpStatus.UPGRADE_REQUIRED, "This is a WebSocket.");
        }
        if (engine.isFull()) {
            exchange.getResponse().getHeaders().set("Retry-After", "30");
            throw new ConnectionRequest.RefusedException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "All sessions are taken. Try again in half a minute.");
        }
        // A page's talk was let in when it was asked for, and one that goes on is not turned away.
        Duration wait = keys.isOwn(request) ? null : admission.admit();
        if (wait != null) {
            exchange.getResponse().getHeaders().set("Retry-After", "" + wait.toSeconds());
            throw new ConnectionRequest.RefusedException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The processors are busy with other sessions. Try again in "
                            + wait.toSeconds()
                            + " seconds.");
        }
        return asked;
    }

    private SocketListener accept(NettySocket socket, ConnectionRequest asked) {
        Dialect dialect = asked.dialect().apply(codec);
        var seat = engine.open(asked.session(), socket.loop(), new Leg(socket, dialect));
        if (seat.isEmpty()) {
            socket.close(1013, "busy");
            return SocketListener.DEAF;
        }
        return new Listener(seat.get(), socket, dialect);
    }

    private static Mono<Void> refuse(
            ServerWebExchange exchange, HttpStatus status, String message) {
        LOG.atInfo().addKeyValue("status", status.value()).log("a session was refused");
        var response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        // The messages above need no escaping in JSON.
        String body =
                "{\"error\":{\"code\":\"%d\",\"message\":\"%s\"}}"
                        .formatted(status.value(), message);
        return response.writeWith(
                Mono.just(response.bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8))));
    }

    /** From the session to the socket. */
    private static final class Leg implements ClientLeg {
        private final NettySocket socket;
        private final Dialect dialect;

        Leg(NettySocket socket, Dialect dialect) {
            this.socket = socket;
            this.dialect = dialect;
        }

        @Override
        public void send(ServerEvent event) {
            dialect.write(event, socket::sendText);
        }

        @Override
        public boolean isWritable() {
            return socket.isWritable();
        }

        @Override
        public void close(int code, String reason) {
            socket.close(code, reason);
        }

        @Override
        public void abort() {
            socket.abort();
        }
    }

    /** From the socket to the session. */
    private static final class Listener implements SocketListener {
        private final Engine.Seat seat;
        private final NettySocket socket;
        private final Dialect dialect;

        Listener(Engine.Seat seat, NettySocket socket, Dialect dialect) {
            this.seat = seat;
            this.socket = socket;
            this.dialect = dialect;
        }

        @Override
        public void text(ByteBuf utf8) {
            try {
                seat.receive(dialect.read(utf8.nioBuffer()));
            } catch (ProtocolException e) {
                seat.session().refuse(e);
            }
        }

        @Override
        public void binary(ByteBuf bytes) {
            socket.close(1003, "only text messages are understood");
        }

        @Override
        public void writable() {
            seat.session().writable();
        }

        @Override
        public void closed() {
            seat.leave().run();
        }
    }
}
