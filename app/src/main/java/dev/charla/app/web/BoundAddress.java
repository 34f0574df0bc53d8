package dev.charla.app.web;

import dev.charla.boot.settings.SettingException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import reactor.netty.DisposableServer;

/**
 * Holds the sockets that were bound against {@link LocalAddress}: who gets in was decided by what
 * the settings say, and a setting can be spelled in ways that nobody thought of. A server that
 * others can reach after all does not start.
 */
final class BoundAddress implements ApplicationListener<ReactiveWebServerInitializedEvent> {
    private final LocalAddress decided;
    private final List<SocketAddress> bound = new CopyOnWriteArrayList<>();

    BoundAddress(LocalAddress decided) {
        this.decided = decided;
    }

    /** A socket of this server listens. Any thread. */
    void bound(DisposableServer server) {
        bound.add(server.address());
    }

    @Override
    public void onApplicationEvent(ReactiveWebServerInitializedEvent started) {
        if (decided.isLoopback() && !bound.stream().allMatch(BoundAddress::isLoopback)) {
            throw new SettingException(
                    "Charla listens where others can reach it, although server.address is "
                            + decided.name()
                            + ".",
                    "Set server.address to the address that is meant, such as 0.0.0.0, and a"
                            + " login as docs/security.md says.");
        }
    }

    private static boolean isLoopback(SocketAddress address) {
        return address instanceof InetSocketAddress socket
                && socket.getAddress() != null
                && socket.getAddress().isLoopbackAddress();
    }
}
