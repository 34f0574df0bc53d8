package dev.charla.boot.host;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.boot.service.EmbeddedService;
import dev.charla.engine.Engine;
import dev.charla.engine.script.Script;
import dev.charla.engine.script.ScriptedDoor;
import dev.charla.engine.server.ClientRequest;
import dev.charla.engine.server.ConnectionRefusedException;
import dev.charla.engine.server.EngineKeys;
import dev.charla.engine.server.KeyGuard;
import dev.charla.engine.server.Reception;
import dev.charla.loop.Ticker;
import dev.charla.wire.ConnectionBounds;
import dev.charla.wire.Guesses;
import dev.charla.wire.HttpConnections;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * Serves the embedded engine at a free port of loopback, to whoever has the key that is made anew
 * at every start: to this process. The application's own server, its paths, its login and its TLS
 * have no part in it. Any thread.
 */
final class EngineDoor implements EmbeddedService, SmartLifecycle {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final EngineKeys keys = new EngineKeys(null, true);
    private final KeyGuard guard = new KeyGuard(keys, new Guesses(Ticker.system()));
    private final Reception reception;

    @GuardedBy("this")
    private @Nullable DisposableServer server;

    @GuardedBy("this")
    private @Nullable LoopResources loops;

    EngineDoor(Engine engine, @Nullable Script script) {
        this.reception = new Reception(engine, keys, ScriptedDoor.of(script));
    }

    @Override
    public synchronized URI endpoint() {
        if (server == null) {
            throw new IllegalStateException("the engine is not served: the application stops");
        }
        return URI.create("ws://127.0.0.1:" + server.port() + Reception.PATH);
    }

    @Override
    public String key() {
        return keys.own();
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        LoopResources own = LoopResources.create("charla-engine");
        loops = own;
        server =
                HttpConnections.bounded(HttpServer.create(), ConnectionBounds.PATIENCE)
                        .bindAddress(
                                () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .runOn(own)
                        .handle((request, response) ->
                                reception.receive(
                                        request,
                                        response,
                                        client -> check(client, request.remoteAddress())))
                        .bindNow(PATIENCE);
    }

    /** A page has no business here, whatever it knows. */
    private void check(ClientRequest client, @Nullable InetSocketAddress remote)
            throws ConnectionRefusedException {
        if (client.header(HttpHeaderNames.ORIGIN) != null) {
            throw new ConnectionRefusedException(403, "Pages may not connect here.");
        }
        guard.check(client, remote);
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.disposeNow(GOODBYE);
            server = null;
        }
        if (loops != null) {
            loops.disposeLater(Duration.ZERO, GOODBYE).block(PATIENCE);
            loops = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** Before the application's server, and after it at the end. */
    @Override
    public int getPhase() {
        return 0;
    }
}
