package dev.charla.boot.net;

import dev.charla.wire.NettySocket;
import dev.charla.wire.PeerSocket;
import dev.charla.wire.SocketListener;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How the server under the page makes a socket out of a request. Any thread. */
public interface PageSockets {
    /** Reactor Netty's, on the event loop that serves the request. */
    PageSockets NETTY =
            new PageSockets() {
                @Override
                public Mono<Void> upgrade(
                        ServerWebExchange exchange,
                        String protocol,
                        NettySocket.Limits limits,
                        Acceptor acceptor) {
                    return WebSocketUpgrade.upgrade(exchange, protocol, limits, acceptor::accept);
                }

                @Override
                public boolean streamsEvents() {
                    return true;
                }
            };

    /**
     * Answers 101 and serves the socket. Only for a request without {@link
     * WebSocketUpgrade#objection}.
     *
     * @param protocol the sub-protocol to confirm, which the client offered
     * @param limits what the page may do
     */
    Mono<Void> upgrade(
            ServerWebExchange exchange,
            String protocol,
            NettySocket.Limits limits,
            Acceptor acceptor);

    /** Whether {@link EventStreamSocket} works on this server, for where WebSockets are blocked. */
    boolean streamsEvents();

    /** Says what hears a socket. Called on the socket's loop, before anything else. */
    @FunctionalInterface
    interface Acceptor {
        SocketListener accept(PeerSocket socket);
    }
}
