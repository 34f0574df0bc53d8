package dev.charla.boot.web;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The page may load nothing from elsewhere, be framed by nobody, and use the microphone itself. */
public final class SecurityHeaders implements WebFilter {
    /** No inline script or style; sockets to this server only. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; media-src 'self' blob:; connect-src 'self'; worker-src 'self';"
                    + " manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /**
     * Whether this is part of a page and never a page: what follows would say nothing, and a page
     * of fifty parts would carry it fifty times.
     */
    private static boolean isPart(String path) {
        return path.endsWith(".js") || path.endsWith(".css");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        if (isPart(exchange.getRequest().getPath().value())) {
            return chain.filter(exchange);
        }
        // Else a browser guesses, and shows a page of before to somebody who has signed out.
        headers.setCacheControl("no-cache");
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Permissions-Policy", "microphone=(self), camera=(), geolocation=()");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("X-Frame-Options", "DENY");
        if ("https".equals(exchange.getRequest().getURI().getScheme())) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        return chain.filter(exchange);
    }
}
