package dev.charla.wire;

import java.time.Duration;
import reactor.netty.http.server.HttpServer;

/** What every HTTP server of Charla does with its connections. */
public final class HttpConnections {
    private HttpConnections() {}

    /**
     * Has a server read its connections on, bound what one client may hold of one, and log when it
     * can accept none.
     *
     * @param patience how long a request may take to come, and an answer to be taken further
     */
    public static HttpServer bounded(HttpServer server, Duration patience) {
        return server.doOnBound(bound -> AcceptFailures.tell(bound.channel()))
                .doOnChannelInit((observer, channel, remote) -> {
                    ReadOnHandler.addTo(channel);
                    ConnectionBounds.addTo(channel, patience);
                });
    }
}
