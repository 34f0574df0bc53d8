package dev.charla.app.security;

import dev.charla.boot.web.ApiError;
import java.net.URI;
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

    /** What somebody sees whom the provider sent back and who does not get in. */
    static final String FAILED = "/sign-in-failed";

    /** The last four are the engine's addresses, which have keys of their own. */
    private static final List<String> OPEN =
            List.of(
                    "/actuator/health",
                    "/favicon.ico",
                    "/favicon.svg",
                    SIGNED_OUT,
                    FAILED,
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

    /**
     * Sends a person's browser to {@code login}, and tells everything else to sign in.
     *
     * @param login absolute, or below where Charla is served
     */
    static Mono<Void> demand(ServerWebExchange exchange, URI login) {
        var request = exchange.getRequest();
        var response = exchange.getResponse();
        response.getHeaders().setCacheControl("no-store");
        if (isNavigation(request)) {
            return redirect(exchange, login);
        }
        return refuse(
                exchange,
                HttpStatus.UNAUTHORIZED,
                "login_required",
                "You are not signed in, or not any more. Reload the page to sign in.");
    }

    /** Sends a browser on with a GET. */
    static Mono<Void> redirect(ServerWebExchange exchange, URI to) {
        exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
        exchange.getResponse().getHeaders().setLocation(to);
        return exchange.getResponse().setComplete();
    }

    /** Answers as the rest of the application does. */
    static Mono<Void> refuse(
            ServerWebExchange exchange, HttpStatus status, String code, String message) {
        return ApiError.write(exchange.getResponse(), status, code, message);
    }

    /** Whether a person follows a link, as opposed to a page that fetches something. */
    static boolean isNavigation(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return HttpMethod.GET.equals(request.getMethod())
                && !"websocket".equalsIgnoreCase(headers.getUpgrade())
                && takesPage(request);
    }

    /** Whether a person is to see the answer: what only fetches says that it takes anything. */
    static boolean takesPage(ServerHttpRequest request) {
        return request.getHeaders().getAccept().stream()
                .anyMatch(type ->
                        type.isCompatibleWith(MediaType.TEXT_HTML) && !type.isWildcardType());
    }
}
