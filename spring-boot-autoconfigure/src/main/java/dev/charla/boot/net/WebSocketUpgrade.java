package dev.charla.boot.net;

import dev.charla.wire.NettySocket;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
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
    private static final String VERSION = "13";

    /** Sixteen bytes in base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private WebSocketUpgrade() {}

    /** Whether the request asks for a WebSocket. */
    public static boolean isAskedFor(ServerWebExchange exchange) {
        return "websocket".equalsIgnoreCase(exchange.getRequest().getHeaders().getUpgrade());
    }

    /**
     * Why a handshake cannot be answered with 101.
     *
     * @param status of the answer
     * @param message a sentence for the developer of the client
     */
    public record Objection(HttpStatus status, String message) {
        /** Puts what belongs to the status into the answer's headers. */
        public void announce(HttpHeaders headers) {
            if (status == HttpStatus.METHOD_NOT_ALLOWED) {
                headers.set(HttpHeaders.ALLOW, "GET");
            } else if (status == HttpStatus.UPGRADE_REQUIRED) {
                headers.set(HttpHeaders.UPGRADE, "websocket");
                headers.set(HttpHeaders.CONNECTION, "Upgrade");
                headers.set("Sec-WebSocket-Version", VERSION);
            }
        }
    }

    /**
     * What is wrong with a handshake by RFC 6455, section 4.2.1; null when nothing is. The library
     * would close the connection without an answer.
     */
    public static @Nullable Objection objection(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        if (!HttpMethod.GET.equals(request.getMethod())) {
            return new Objection(
                    HttpStatus.METHOD_NOT_ALLOWED, "This is a WebSocket: open it with GET.");
        }
        boolean asked =
                "websocket".equalsIgnoreCase(headers.getUpgrade())
                        && headers.getConnection().stream().anyMatch("upgrade"::equalsIgnoreCase);
        if (!asked) {
            return new Objection(
                    HttpStatus.UPGRADE_REQUIRED,
                    "This is a WebSocket: send Upgrade: websocket and Connection: Upgrade. If you"
                            + " did, a proxy in between does not pass them on.");
        }
        if (!List.of(VERSION).equals(headers.get("Sec-WebSocket-Version"))) {
            return new Objection(
                    HttpStatus.UPGRADE_REQUIRED, "Send Sec-WebSocket-Version: 13, once.");
        }
        List<String> keys = headers.getOrEmpty("Sec-WebSocket-Key");
        if (keys.size() != 1 || !KEY.matcher(keys.getFirst()).matches()) {
            return new Objection(
                    HttpStatus.BAD_REQUEST,
                    "Send a Sec-WebSocket-Key: sixteen random bytes in base64, once.");
        }
        return null;
    }

    /** The sub-protocols the client offers, in its order; none is an empty list. */
    public static List<String> offered(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty("Sec-WebSocket-Protocol").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
    }

    /**
     * Answers 101 and serves the socket until it is gone. Only for a request without {@link
     * #objection}.
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
                                NettySocket.upgrade(nativeResponse, protocol, limits, acceptor)));
    }
}
