package dev.charla.boot.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The page is index.html, which WebFlux serves by that name only. All addresses in it are relative,
 * so it is at the path with the slash: without, they would miss the path that Charla is served
 * below ({@code spring.webflux.base-path}, or what a proxy says).
 */
public final class IndexPage implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath();
        String base = path.contextPath().value();
        String within = path.pathWithinApplication().value();
        if (within.isEmpty() && !base.isEmpty()) {
            exchange.getResponse().setStatusCode(HttpStatus.PERMANENT_REDIRECT);
            exchange.getResponse()
                    .getHeaders()
                    .setLocation(RelativeAddress.of(exchange.getRequest(), ""));
            return exchange.getResponse().setComplete();
        }
        return chain.filter(
                within.equals("/")
                        ? exchange.mutate()
                                .request(request -> request.path(base + "/index.html"))
                                .build()
                        : exchange);
    }
}
