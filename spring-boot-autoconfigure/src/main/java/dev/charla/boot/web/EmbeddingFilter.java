package dev.charla.boot.web;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets the pages of other sites that may talk here load the element and use its addresses: CORS,
 * for the sites that {@link OriginRule} allows and for no other.
 */
public final class EmbeddingFilter implements WebFilter {
    private static final List<String> HEADERS =
            List.of("Content-Type", "Charla-Ticket", "Charla-Key");

    private static final long REMEMBERED_SECONDS = 600;

    private final OriginRule origins;

    public EmbeddingFilter(OriginRule origins) {
        this.origins = origins;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String origin = request.getHeaders().getOrigin();
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origin == null || !origins.allows(request)) {
            return chain.filter(exchange);
        }
        headers.setAccessControlAllowOrigin(origin);
        boolean asksFirst =
                HttpMethod.OPTIONS.equals(request.getMethod())
                        && request.getHeaders().getAccessControlRequestMethod() != null;
        if (!asksFirst) {
            return chain.filter(exchange);
        }
        headers.setAccessControlAllowMethods(List.of(HttpMethod.GET, HttpMethod.POST));
        headers.setAccessControlAllowHeaders(HEADERS);
        headers.setAccessControlMaxAge(REMEMBERED_SECONDS);
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }
}
