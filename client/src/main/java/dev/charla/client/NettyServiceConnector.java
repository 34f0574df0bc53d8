package dev.charla.client;

import dev.charla.loop.SessionLoop;
import dev.charla.wire.NettySessionLoop;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Opens real sockets, on the event loop of the {@link NettySessionLoop} that is to own the
 * connection. Holds no threads and no sockets itself, so there is nothing to close. Any thread.
 */
public final class NettyServiceConnector implements ServiceConnector {
    private final Supplier<SSLContext> tls;

    /** Uses the trust store of this Java runtime. */
    public NettyServiceConnector() {
        this.tls = NettyServiceConnector::defaultTls;
    }

    /**
     * Uses the trust settings of {@code tls}, for example for the certificate of an intercepting
     * proxy.
     */
    public NettyServiceConnector(SSLContext tls) {
        Objects.requireNonNull(tls);
        this.tls = () -> tls;
    }

    @Override
    public ServiceConnection connect(
            ServiceTarget target, SessionLoop loop, ServiceListener listener) {
        if (!(loop instanceof NettySessionLoop netty)) {
            throw new IllegalArgumentException("a socket needs a NettySessionLoop");
        }
        SocketTypes.servedBy(netty.eventLoop());
        var connection = new LiveConnection(target, netty, tls, listener);
        connection.start();
        return connection;
    }

    private static SSLContext defaultTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this Java has no TLS", broken);
        }
    }
}
