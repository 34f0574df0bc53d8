package dev.charla.app.engine;

import dev.charla.app.net.NettySocket;
import dev.charla.app.net.SocketListener;
import dev.charla.app.net.WebSocketUpgrade;
import dev.charla.app.web.OriginRule;
import dev.charla.engine.Engine;
import dev.charla.engine.script.Handshake;
import dev.charla.engine.session.ClientLeg;
import dev.charla.protocol.ProtocolCodec;
import dev.charla.protocol.ProtocolException;
import dev.charla.protocol.ServerEvent;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
 * {@code /voice-live/realtime}: the engine behind the same address and handshake as the service.
 * What is refused is refused before the upgrade, with the status the service uses.
 */
public final class EngineEndpoint implements WebHandler {
    /** Where it is served. */
    public static final String PATH = "/voice-live/realtime";

    /** 15 MiB of audio in one append, as documented for the service, in base64 and JSON. */
    private static final int MOST_MESSAGE_BYTES = 22 << 20;

    private static final String SUB_PROTOCOL = "realtime";

    private static final Logger LOG = LoggerFactory.getLogger(EngineEndpoint.class);

    private final Engine engine;
    private final EngineKeys keys;
    private final OriginRule origins;
    private final Supplier<Handshake> door;
    private final ProtocolCodec codec = new ProtocolCodec();

    /** Accepts whoever may come in. */
    public EngineEndpoint(Engine engine, EngineKeys keys, OriginRule origins) {
        this(engine, keys, origins, () -> new Handshake.Accept(Duration.ZERO));
    }

    /**
     * @param door what each connection meets first
     */
    public EngineEndpoint(
            Engine engine, EngineKeys keys, OriginRule origins, Supplier<Handshake> door) {
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
        ServerHttpRequest request = exchange.getRequest();
        if (!origins.allows(request)) {
            return refuse(exchange, HttpStatus.FORBIDDEN, "Pages of other sites may not connect.");
        }
        if (!keys.allows(request)) {
            return refuse(
                    exchange,
                    HttpStatus.UNAUTHORIZED,
                    "Access denied. Send the key of charla.engine.key as api-key.");
        }
        String version = request.getQueryParams().getFirst("api-version");
        if (version == null || version.isBlank()) {
            return refuse(
                    exchange,
                    HttpStatus.BAD_REQUEST,
                    "The query parameter api-version is missing.");
        }
        String model = request.getQueryParams().getFirst("model");
        if (model == null || model.isBlank()) {
            return refuse(
                    exchange,
                    HttpStatus.BAD_REQUEST,
                    "The query parameter model is missing. The offline service takes any name, and"
                            + " has no agents.");
        }
        if (!WebSocketUpgrade.isAskedFor(exchange)) {
            return refuse(exchange, HttpStatus.UPGRADE_REQUIRED, "This is a WebSocket.");
        }
        if (engine.isFull()) {
            exchange.getResponse().getHeaders().set("Retry-After", "30");
            return refuse(
                    exchange,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "All sessions are taken. Try again in half a minute.");
        }
        return WebSocketUpgrade.upgrade(
                exchange, chosen(request), MOST_MESSAGE_BYTES, socket -> accept(socket, model));
    }

    private static @Nullable String chosen(ServerHttpRequest request) {
        return WebSocketUpgrade.offered(request).contains(SUB_PROTOCOL) ? SUB_PROTOCOL : null;
    }

    private SocketListener accept(NettySocket socket, String model) {
        var seat = engine.open(model, socket.loop(), new Leg(socket));
        if (seat.isEmpty()) {
            socket.close(1013, "busy");
            return SocketListener.DEAF;
        }
        return new Listener(seat.get(), socket);
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
    private final class Leg implements ClientLeg {
        private final NettySocket socket;

        Leg(NettySocket socket) {
            this.socket = socket;
        }

        @Override
        public void send(ServerEvent event) {
            socket.sendText(codec.writeBytes(event));
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
    private final class Listener implements SocketListener {
        private final Engine.Seat seat;
        private final NettySocket socket;

        Listener(Engine.Seat seat, NettySocket socket) {
            this.seat = seat;
            this.socket = socket;
        }

        @Override
        public void text(ByteBuf utf8) {
            try {
                seat.receive(codec.readClientEvent(utf8.nioBuffer()));
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
