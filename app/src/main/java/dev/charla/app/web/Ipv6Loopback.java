package dev.charla.app.web;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * Has a server that listens on 127.0.0.1 listen on ::1 too. People are told to come to {@code
 * localhost}, and that is either: many clients try ::1 first, and some nothing else.
 */
final class Ipv6Loopback implements SmartLifecycle {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    private static final Logger LOG = LoggerFactory.getLogger(Ipv6Loopback.class);

    private final LocalAddress address;
    private final NettyReactiveWebServerFactory factory;
    private final HttpHandler handler;
    private final IntSupplier port;

    @GuardedBy("this")
    private @Nullable WebServer server;

    /**
     * @param factory made the first server, and makes the second in the same way
     * @param port of the first, once it is there
     */
    Ipv6Loopback(
            LocalAddress address,
            NettyReactiveWebServerFactory factory,
            HttpHandler handler,
            IntSupplier port) {
        this.address = address;
        this.factory = factory;
        this.handler = handler;
        this.port = port;
    }

    @Override
    public synchronized void start() {
        if (!(address.address() instanceof Inet4Address) || !address.isLoopback()) {
            return;
        }
        factory.setAddress(LOOPBACK);
        factory.setPort(port.getAsInt());
        WebServer second = factory.getWebServer(handler);
        try {
            second.start();
            server = second;
        } catch (PortInUseException e) {
            LOG.atWarn()
                    .addKeyValue("port", port.getAsInt())
                    .log(
                            "another program listens on this port of ::1, where localhost may lead"
                                    + " to it: use 127.0.0.1 or another port");
        } catch (WebServerException e) {
            LOG.debug("there is no ::1 on this machine");
        }
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** As the first server: what is being answered may end. */
    @Override
    public void stop(Runnable done) {
        WebServer stopping;
        synchronized (this) {
            stopping = server;
            server = null;
        }
        if (stopping == null) {
            done.run();
            return;
        }
        stopping.shutDownGracefully(_ -> {
            stopping.stop();
            done.run();
        });
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** After the first server has its port, and ending when that begins to end. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }
}
