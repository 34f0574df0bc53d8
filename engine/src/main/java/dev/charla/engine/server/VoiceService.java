package dev.charla.engine.server;

import dev.charla.engine.Engine;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.script.Script;
import dev.charla.engine.script.ScriptedDoor;
import dev.charla.engine.script.ScriptedSessions;
import dev.charla.loop.Ticker;
import dev.charla.wire.ConnectionBounds;
import dev.charla.wire.Guesses;
import dev.charla.wire.HttpConnections;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * A Voice Live service with its own server and without a framework: for a test, for a program
 * without Spring, or beside an application. Thread-safe, but do not call it from its own event
 * loops.
 *
 * <pre>{@code
 * try (var service = VoiceService.start(VoiceServiceOptions.scripted(script))) {
 *     // connect any Voice Live client to service.endpoint()
 * }
 * }</pre>
 */
public final class VoiceService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Engine engine;
    private final @Nullable ScriptedSessions scripted;
    private final VoiceServiceOptions options;
    private final boolean loopback;
    private final KeyGuard guard;
    private final Reception reception;
    private final LoopResources loops = LoopResources.create("charla-service");
    private final DisposableServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private VoiceService(VoiceServiceOptions options, InetAddress address) {
        this.options = options;
        this.loopback = address.isLoopbackAddress();
        var keys = new EngineKeys(options.key(), !loopback);
        this.guard = new KeyGuard(keys, new Guesses(Ticker.system()));
        Script script = options.script();
        this.scripted = script == null ? null : new ScriptedSessions(script);
        this.engine =
                scripted == null
                        ? new Engine(options.parts(), options.limits())
                        : new Engine(
                                scripted.parts(
                                        () -> options.parts().detectors(),
                                        () -> options.parts().recognizer(),
                                        () -> options.parts().replies(),
                                        () -> options.parts().synthesizer(),
                                        McpConnector.NONE),
                                options.limits(),
                                scripted);
        this.reception = new Reception(engine, keys, ScriptedDoor.of(script));
        try {
            this.server =
                    HttpConnections.bounded(HttpServer.create(), ConnectionBounds.PATIENCE)
                            .bindAddress(() -> new InetSocketAddress(address, options.port()))
                            .runOn(loops)
                            .handle(this::receive)
                            .bindNow(PATIENCE);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    /**
     * Starts the service and returns when clients can connect. Recogniser and voice load in the
     * background; a client that connects before they are ready waits for its first answer.
     *
     * @throws IllegalArgumentException if the address is not one of this machine's, if others could
     *     reach it and there is no key, if the key is too short, or if the script needs parts that
     *     are missing
     * @throws IllegalStateException if the port is in use or not permitted
     */
    public static VoiceService start(VoiceServiceOptions options) {
        InetAddress address;
        try {
            address = InetAddress.getByName(options.host());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "there is no address " + options.host() + ": name one of this machine", e);
        }
        String key = options.key();
        if (!address.isLoopbackAddress() && (key == null || key.isBlank())) {
            throw new IllegalArgumentException(
                    "others can reach " + options.host() + ": set a key, or listen on 127.0.0.1");
        }
        if (EngineKeys.isTooShort(key)) {
            throw new IllegalArgumentException(
                    "the key has fewer than "
                            + EngineKeys.SHORTEST
                            + " characters: take a random one, as `openssl rand -hex 16` makes");
        }
        try {
            var service = new VoiceService(options, address);
            Thread.ofPlatform().name("warm-up").daemon().start(service::warmUp);
            return service;
        } catch (ChannelBindException e) {
            throw new IllegalStateException(
                    "nothing can listen on %s:%d: choose another port, or 0 for a free one"
                            .formatted(options.host(), options.port()),
                    e);
        }
    }

    private void warmUp() {
        try {
            engine.warmUp();
        } finally {
            engine.admission().started();
        }
    }

    /** The port. */
    public int port() {
        return server.port();
    }

    /** The endpoint to give to a client, such as {@code ws://127.0.0.1:8090}. */
    public URI endpoint() {
        String host = options.host();
        return URI.create(
                "ws://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port());
    }

    /** The engine, for the number of open sessions and the readiness of recogniser and voice. */
    public Engine engine() {
        return engine;
    }

    private Mono<Void> receive(HttpServerRequest request, HttpServerResponse response) {
        try {
            String path = ClientRequest.of(request.uri(), request.requestHeaders()).path();
            if (Reception.PATHS.contains(path)) {
                return reception.receive(
                        request, response, client -> check(client, request.remoteAddress()));
            }
            return Reception.refuse(
                    response,
                    new ConnectionRefusedException(
                            404, "Not found. Voice Live is at " + Reception.PATH + "."));
        } catch (ConnectionRefusedException e) {
            return Reception.refuse(response, e);
        }
    }

    /** Refuses pages of other sites, and DNS rebinding. */
    private void check(ClientRequest request, @Nullable InetSocketAddress remote)
            throws ConnectionRefusedException {
        if (loopback && !LOOPBACK.contains(hostName(request.header(HttpHeaderNames.HOST)))) {
            throw new ConnectionRefusedException(
                    421, "This service is asked for as localhost or 127.0.0.1 only.");
        }
        String origin = request.header(HttpHeaderNames.ORIGIN);
        if (origin != null
                && options.allowedOrigins().stream().noneMatch(origin::equalsIgnoreCase)) {
            throw new ConnectionRefusedException(403, "Pages of other sites may not connect.");
        }
        guard.check(request, remote);
    }

    private static String hostName(@Nullable String host) {
        return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
    }

    /**
     * Stops accepting clients, and ends all sessions, their connections and all parts. Blocks until
     * that is done, for at most some seconds. Idempotent.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.disposeNow(GOODBYE);
            end();
        }
    }

    private void end() {
        engine.close();
        if (scripted != null) {
            scripted.close();
        }
        loops.disposeLater(Duration.ZERO, GOODBYE).block(PATIENCE);
    }
}
