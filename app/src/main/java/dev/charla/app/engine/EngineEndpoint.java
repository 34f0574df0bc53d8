package dev.charla.app.engine;

import dev.charla.boot.net.WebSocketUpgrade;
import dev.charla.boot.web.OriginRule;
import dev.charla.engine.server.ClientRequest;
import dev.charla.engine.server.ConnectionRefusedException;
import dev.charla.engine.server.KeyGuard;
import dev.charla.engine.server.Reception;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The engine's reception as WebFlux serves it: behind the filters, with their headers. */
public final class EngineEndpoint implements WebHandler {
    /** Where Voice Live is served. */
    public static final String PATH = Reception.PATH;

    /** All addresses. */
    static final List<String> PATHS = Reception.PATHS;

    private final Reception reception;
    private final KeyGuard guard;
    private final OriginRule origins;

    EngineEndpoint(Reception reception, KeyGuard guard, OriginRule origins) {
        this.reception = reception;
        this.guard = guard;
        this.origins = origins;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        ServerHttpResponse response = exchange.getResponse();
        HttpServerRequest nativeRequest = ServerHttpRequestDecorator.getNativeRequest(request);
        HttpServerResponse nativeResponse = ServerHttpResponseDecorator.getNativeResponse(response);
        // Puts the headers that filters set into the native response; nothing is sent yet.
        return response.setComplete()
                .then(
                        Mono.defer(() ->
                                reception.receive(
                                        nativeRequest,
                                        nativeResponse,
                                        client -> check(exchange, client, nativeResponse))));
    }

    private void check(
            ServerWebExchange exchange, ClientRequest client, HttpServerResponse response)
            throws ConnectionRefusedException {
        ServerHttpRequest request = exchange.getRequest();
        if (!origins.allows(request)) {
            throw new ConnectionRefusedException(403, "Pages of other sites may not connect.");
        }
        guard.check(client, request.getRemoteAddress());
        WebSocketUpgrade.Objection objection =
                WebSocketUpgrade.isAskedFor(exchange) ? WebSocketUpgrade.objection(request) : null;
        if (objection != null) {
            HttpHeaders told = new HttpHeaders();
            objection.announce(told);
            told.forEach((name, values) -> values.forEach(value -> response.header(name, value)));
            throw new ConnectionRefusedException(objection.status().value(), objection.message());
        }
    }
}
