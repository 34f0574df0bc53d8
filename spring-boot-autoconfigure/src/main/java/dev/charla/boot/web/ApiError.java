package dev.charla.boot.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a request was refused.
 *
 * @param code for programs
 * @param message a plain sentence that says what to do
 */
public record ApiError(String code, String message) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The answer of a controller that says so. */
    public static ResponseEntity<ApiError> refuse(HttpStatus status, String code, String message) {
        return ResponseEntity.status(status).body(new ApiError(code, message));
    }

    /** Answers so where there is no controller. */
    public static Mono<Void> write(
            ServerHttpResponse response, HttpStatusCode status, String code, String message) {
        byte[] body = JSON.writeValueAsBytes(new ApiError(code, message));
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
