package dev.charla.app.web;

import dev.charla.boot.web.ApiError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.InvalidMimeTypeException;
import reactor.core.publisher.Mono;

/**
 * Refuses requests that are no proper HTTP, before anything else sees them. Headers are parsed
 * where they are used, by libraries that throw: here it is done once, and the answer is 400.
 */
final class RequestGate implements HttpHandler {
    /** A name or an address in brackets, and perhaps a port (RFC 9110, section 7.2). */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._~-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{0,5}))?");

    private static final int MOST_PORT = 65_535;

    private final HttpHandler next;

    RequestGate(HttpHandler next) {
        this.next = next;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        String objection = objection(request);
        return objection == null
                ? next.handle(request, response)
                : ApiError.write(response, HttpStatus.BAD_REQUEST, "bad_request", objection);
    }

    /** What is wrong with a request; null when nothing is. */
    private static @Nullable String objection(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        List<String> hosts = headers.getOrEmpty(HttpHeaders.HOST);
        if (hosts.size() > 1) {
            return "The request has more than one Host header.";
        }
        // HTTP/1.0 has none; what must not be reached by any name refuses that later.
        if (!hosts.isEmpty() && !isHost(hosts.getFirst())) {
            return "The Host header is not a host.";
        }
        try {
            headers.getAccept();
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            return "The Accept header is not a list of media types.";
        }
        try {
            headers.getContentType();
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            return "The Content-Type header is not a media type.";
        }
        try {
            request.getQueryParams();
        } catch (IllegalArgumentException e) {
            return "The address has a % that is not followed by two hexadecimal digits.";
        }
        return null;
    }

    private static boolean isHost(String host) {
        Matcher parts = HOST.matcher(host);
        if (!parts.matches()) {
            return false;
        }
        String port = parts.group(2);
        return port == null || port.isEmpty() || Integer.parseInt(port) <= MOST_PORT;
    }

    /**
     * The name that the {@code Host} header has, without the port; null when there is none. Never
     * what {@code X-Forwarded-Host} says: a page whose name was made to lead here can send that.
     */
    static @Nullable String hostOf(ServerHttpRequest request) {
        String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        Matcher parts = HOST.matcher(host == null ? "" : host);
        return parts.matches() ? parts.group(1) : null;
    }
}
