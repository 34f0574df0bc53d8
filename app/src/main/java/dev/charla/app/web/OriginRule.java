package dev.charla.app.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Whether a request comes from a page that may talk here. A browser names the page's site in {@code
 * Origin}; programs other than browsers send none and are not stopped by this.
 */
public final class OriginRule {
    private final List<String> allowed;

    /**
     * @param allowed origins besides the server's own, such as {@code https://www.example.org}
     */
    public OriginRule(List<String> allowed) {
        this.allowed = allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    }

    /** Denies by default: a foreign site, an opaque origin, a malformed one. */
    public boolean allows(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String origin = headers.getOrigin();
        if (origin == null) {
            return true;
        }
        String lower = origin.toLowerCase(Locale.ROOT);
        return allowed.contains(lower) || isOwn(lower, headers.getFirst(HttpHeaders.HOST));
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        if (host == null) {
            return false;
        }
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equals(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
