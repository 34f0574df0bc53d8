package dev.charla.app.net;

import dev.charla.wire.NettySocket;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Turns an exchange into a {@link NettySocket}. Straight on Reactor Netty, below WebFlux's own
 * WebSocket support, because a leg must know its event loop and write to it without a stream of
 * message objects in between.
 */
public final class WebSocketUpgrade {
    private WebSocketUpgrade() {}

    /** Whether the request asks for a WebSocket. */
    public static boolean isAskedFor(ServerWebExchange exchange) {
        return "websocket".equalsIgnoreCase(exchange.getRequest().getHeaders().getUpgrade());
    }

    /** The sub-protocols the client offers, in its order; none is an empty list. */
    public static List<String> offered(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty("Sec-WebSocket-Protocol").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
    }

    /**
     * Answers 101 and serves the socket until it is gone.
     *
     * @param protocol the sub-protocol to confirm, null for none; must be one the client offered
     * @param limits what the peer may do; a message that is too long closes the socket with 1009
     */
    public static Mono<Void> upgrade(
            ServerWebExchange exchange,
            @Nullable String protocol,
            NettySocket.Limits limits,
            NettySocket.Acceptor acceptor) {
        ServerHttpResponse response = exchange.getResponse();
        HttpServerResponse nativeResponse = ServerHttpResponseDecorator.getNativeResponse(response);
        // Headers set by filters go out with the 101.
        return response.setComplete()
                .then(
                        Mono.defer(() ->
                                NettySocket.upgrade(
                                        nativeResponse, protocol, limits, acceptor)));
    }
}
