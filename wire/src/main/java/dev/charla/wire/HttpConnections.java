package dev.charla.wire;

import java.time.Duration;
import reactor.netty.http.server.HttpServer;

/** Connection handling that every HTTP server of Charla shares. */
public final class HttpConnections {
    private HttpConnections() {}

    /**
     * Configures a server: keeps its connections being read, bounds what one client may use of a
     * connection, and logs when it can accept none.
     *
     * @param patience timeout for a whole request, and for a client that reads nothing of a
     *     response
     */
    public static HttpServer bounded(HttpServer server, Duration patience) {
        return server.doOnBound(bound -> AcceptFailures.tell(bound.channel()))
                .doOnChannelInit((observer, channel, remote) -> {
                    ReadOnHandler.addTo(channel);
                    ConnectionBounds.addTo(channel, patience);
                });
    }
}
