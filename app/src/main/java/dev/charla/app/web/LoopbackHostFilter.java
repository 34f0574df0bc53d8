package dev.charla.app.web;

import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * While the server listens on loopback only, it answers to loopback names only: a foreign site
 * whose name was made to resolve to 127.0.0.1 gets nothing.
 */
public final class LoopbackHostFilter implements WebFilter {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var host = exchange.getRequest().getHeaders().getHost();
        if (host == null || !LOOPBACK.contains(host.getHostString())) {
            exchange.getResponse().setStatusCode(HttpStatus.MISDIRECTED_REQUEST);
            return exchange.getResponse().setComplete();
        }
        return chain.filter(exchange);
    }
}
