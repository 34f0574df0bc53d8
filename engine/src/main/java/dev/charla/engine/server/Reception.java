package dev.charla.engine.server;

import dev.charla.engine.Engine;
import dev.charla.engine.leg.ClientLeg;
import dev.charla.engine.script.Handshake;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.dialect.Dialect;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.wire.NettySocket;
import dev.charla.wire.SocketListener;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Accepts clients at the paths of Voice Live and of OpenAI's Realtime API, and opens an engine
 * session for each. It refuses before the upgrade, with the status that Azure uses. Any thread; a
 * session lives on its socket's event loop.
 */
public final class Reception {
    /** Path of Voice Live. */
    public static final String PATH = ConnectionRequest.VOICE_LIVE;

    /** All paths. */
    public static final List<String> PATHS = ConnectionRequest.PATHS;

    /**
     * 15 MiB of audio in one append, which is Azure's documented limit, in base64 and JSON. A
     * client that reads only as fast as it plays answers no ping in that time, so it gets a minute.
     */
    private static final NettySocket.Limits LIMITS =
            new NettySocket.Limits(22 << 20, Duration.ofMinutes(1));

    private static final Duration FULL_RETRY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final Engine engine;
    private final EngineKeys keys;
    private final Supplier<Handshake> door;
    private final ProtocolCodec codec = new ProtocolCodec();

    /**
     * @param door checks each connection first
     */
    public Reception(Engine engine, EngineKeys keys, Supplier<Handshake> door) {
        this.engine = engine;
        this.keys = keys;
        this.door = door;
    }

    /** Checks a client before anything else. */
    @FunctionalInterface
    public interface Guard {
        /**
         * Returns if the client may connect.
         *
         * @throws ConnectionRefusedException if it may not
         */
        void check(ClientRequest request) throws ConnectionRefusedException;
    }

    /**
     * Handles one request, whose path is one of {@link #PATHS}.
     *
     * @return completes when the response is sent and, after an upgrade, its socket is closed
     */
    public Mono<Void> receive(HttpServerRequest request, HttpServerResponse response, Guard guard) {
        Handshake handshake = door.get();
        Mono<Void> answer =
                switch (handshake) {
                    case Handshake.Accept _ -> Mono.defer(() -> accept(request, response, guard));
                    case Handshake.Refuse(var status, var message, var retryAfter, _) ->
                            Mono.defer(() ->
                                    refuse(
                                            response,
                                            new ConnectionRefusedException(
                                                    status, message, retryAfter)));
                    case Handshake.NeverAnswer _ -> Mono.never();
                    case Handshake.HangUp _ -> Mono.defer(() -> hangUp(response));
                };
        return handshake.delay().isZero() ? answer : Mono.delay(handshake.delay()).then(answer);
    }

    private static Mono<Void> hangUp(HttpServerResponse response) {
        response.withConnection(DisposableChannel::dispose);
        return Mono.empty();
    }

    private Mono<Void> accept(HttpServerRequest request, HttpServerResponse response, Guard guard) {
        try {
            ClientRequest client = ClientRequest.of(request.uri(), request.requestHeaders());
            guard.check(client);
            ConnectionRequest asked = check(client);
            return NettySocket.upgrade(
                    response, asked.subProtocol(), LIMITS, socket -> accept(socket, asked));
        } catch (ConnectionRefusedException e) {
            return refuse(response, e);
        }
    }

    private ConnectionRequest check(ClientRequest client) throws ConnectionRefusedException {
        if (!keys.allows(client)) {
            throw new ConnectionRefusedException(
                    401, "Access denied. Send the key of charla.engine.key as api-key.");
        }
        ConnectionRequest asked = ConnectionRequest.of(client);
        if (!client.asksForWebSocket()) {
            throw new ConnectionRefusedException(426, "This is a WebSocket.");
        }
        if (engine.isFull()) {
            throw new ConnectionRefusedException(
                    429, "All sessions are in use. Try again in half a minute.", FULL_RETRY);
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

    /** Sends a refusal in Azure's format. */
    static Mono<Void> refuse(HttpServerResponse response, ConnectionRefusedException refusal) {
        LOG.atInfo().addKeyValue("status", refusal.status()).log("a session was refused");
        Duration wait = refusal.retryAfter();
        if (wait != null) {
            response.header(HttpHeaderNames.RETRY_AFTER, "" + wait.toSeconds());
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("code", "" + refusal.status())
                .put("message", refusal.sentence());
        return response.status(refusal.status())
                .header(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .sendString(Mono.just(body.toString()))
                .then();
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
