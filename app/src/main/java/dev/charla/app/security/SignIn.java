package dev.charla.app.security;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What is open to all, and how everything else answers somebody who has not signed in. */
final class SignIn {
    /** What somebody sees who has signed out. */
    static final String SIGNED_OUT = "/signed-out";

    /** The last four are the engine's addresses, which have keys of their own. */
    private static final List<String> OPEN =
            List.of(
                    "/actuator/health",
                    "/favicon.ico",
                    "/favicon.svg",
                    SIGNED_OUT,
                    "/voice-live/realtime",
                    "/v1/realtime",
                    "/openai/v1/realtime",
                    "/openai/realtime");

    private SignIn() {}

    /** Whether anybody may ask for {@code request}: probes, and what guards itself. */
    static boolean isOpen(ServerHttpRequest request) {
        var path = request.getPath().pathWithinApplication().value();
        return OPEN.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
    }

    /** Sends a person's browser to {@code login}, and tells everything else to sign in. */
    static Mono<Void> demand(ServerWebExchange exchange, String login) {
        var request = exchange.getRequest();
        var response = exchange.getResponse();
        response.getHeaders().setCacheControl("no-store");
        if (isNavigation(request)) {
            response.setStatusCode(HttpStatus.SEE_OTHER);
            response.getHeaders().setLocation(URI.create(login));
            return response.setComplete();
        }
        return refuse(
                exchange,
                HttpStatus.UNAUTHORIZED,
                "login_required",
                "You are not signed in, or not any more. Reload the page to sign in.");
    }

    /** Answers as the rest of the application does; {@code message} needs no escaping. */
    static Mono<Void> refuse(
            ServerWebExchange exchange, HttpStatus status, String code, String message) {
        var response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        var body = "{\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
        return response.writeWith(
                Mono.just(response.bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8))));
    }

    /** Whether a person follows a link, as opposed to a page that fetches something. */
    static boolean isNavigation(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return HttpMethod.GET.equals(request.getMethod())
                && !"websocket".equalsIgnoreCase(headers.getUpgrade())
                && headers.getAccept().stream()
                        .anyMatch(type ->
                                type.isCompatibleWith(MediaType.TEXT_HTML)
                                        && !type.isWildcardType());
    }
}
