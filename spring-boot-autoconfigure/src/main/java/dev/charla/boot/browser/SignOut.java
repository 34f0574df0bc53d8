package dev.charla.boot.browser;

import java.net.URI;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Ends the sign-in that a request belongs to. Any thread. */
@FunctionalInterface
public interface SignOut {
    /** Where nobody signs in. */
    SignOut NOBODY =
            new SignOut() {
                @Override
                public Mono<URI> of(ServerWebExchange exchange) {
                    return Mono.empty();
                }

                @Override
                public boolean isOffered() {
                    return false;
                }
            };

    /**
     * Makes the sign-in void, and the browser forget it, as far as that is in this server's hands.
     *
     * @return where the browser goes next to be signed out everywhere; empty where nobody signs in
     */
    Mono<URI> of(ServerWebExchange exchange);

    /** Whether people sign in at all. */
    default boolean isOffered() {
        return true;
    }
}
