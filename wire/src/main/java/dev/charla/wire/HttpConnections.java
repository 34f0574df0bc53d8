package dev.charla.wire;

import java.time.Duration;
import reactor.netty.NettyPipeline;
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

    /**
     * Configures a server of somebody else's: keeps its connections being read, and nothing more. A
     * connection that speaks HTTP/2 is left as it is, and does not need it.
     */
    public static HttpServer keptReading(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) -> {
            if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
                ReadOnHandler.addTo(channel);
            }
        });
    }
}
