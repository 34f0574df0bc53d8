package dev.charla.app.security;

import java.net.URI;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Ends the sign-in that a request belongs to. Any thread. */
@FunctionalInterface
public interface SignOut {
    /**
     * Makes the sign-in void, and the browser forget it, as far as that is in this server's hands.
     *
     * @return where the browser goes next to be signed out everywhere; empty where nobody signs in
     */
    Mono<URI> of(ServerWebExchange exchange);
}
