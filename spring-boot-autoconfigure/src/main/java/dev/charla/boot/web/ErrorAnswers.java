package dev.charla.boot.web;

import dev.charla.boot.limits.LogLimit;
import dev.charla.loop.Ticker;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers what failed with an {@link ApiError}. What is the caller's fault reaches no log; what is
 * ours reaches it with its cause, once a minute.
 */
public final class ErrorAnswers implements WebExceptionHandler {
    private static final Map<HttpStatus, ApiError> ANSWERS =
            Map.of(
                    HttpStatus.NOT_FOUND,
                    new ApiError("not_found", "There is nothing at this address."),
                    HttpStatus.METHOD_NOT_ALLOWED,
                    new ApiError(
                            "method_not_allowed",
                            "This address takes another method; the Allow header has it."),
                    HttpStatus.NOT_ACCEPTABLE,
                    new ApiError("not_acceptable", "What the Accept header asks for is not there."),
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    new ApiError(
                            "unsupported_media_type",
                            "Send JSON, with the header Content-Type: application/json."),
                    HttpStatus.CONTENT_TOO_LARGE,
                    new ApiError("too_large", "The request is too large."),
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    new ApiError(
                            "internal_error",
                            "Something failed here. Try again; whoever runs this server finds the"
                                    + " cause in its log."));

    private static final ApiError BAD_REQUEST =
            new ApiError("bad_request", "The request is not one that is understood here.");

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private final LogLimit lines;

    public ErrorAnswers(Ticker ticker) {
        this.lines = new LogLimit(ticker);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        HttpStatusCode status = status(failure);
        boolean gone = DisconnectedClientHelper.isClientDisconnectedException(failure);
        if (status.is5xxServerError() && !gone && !answeredByLibrary(failure)) {
            log(failure);
        }
        if (gone || response.isCommitted() || answeredByLibrary(failure)) {
            // An answer that has begun is broken off, so that nobody takes it for whole.
            if (ServerHttpResponseDecorator.getNativeResponse(response)
                    instanceof HttpServerResponse connection) {
                connection.withConnection(DisposableChannel::dispose);
                return Mono.empty();
            }
            return Mono.error(failure); // a servlet container breaks it off itself
        }
        if (failure instanceof ErrorResponse told) {
            response.getHeaders().putAll(told.getHeaders());
        }
        ApiError answer = ANSWERS.getOrDefault(HttpStatus.valueOf(status.value()), BAD_REQUEST);
        return ApiError.write(response, status, answer.code(), answer.message());
    }

    /** A body that cannot be decoded is answered with 400 before anybody here sees the failure. */
    private static boolean answeredByLibrary(Throwable failure) {
        return failure instanceof IllegalStateException
                && "Status and headers already sent".equals(failure.getMessage());
    }

    private void log(Throwable failure) {
        long times = lines.due();
        if (times > 0) {
            LOG.atError()
                    .addKeyValue("times", times)
                    .setCause(failure)
                    .log("a request could not be answered");
        }
    }

    private static HttpStatusCode status(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof DataBufferLimitException) {
                return HttpStatus.CONTENT_TOO_LARGE;
            }
        }
        if (failure instanceof ErrorResponse told
                && HttpStatus.resolve(told.getStatusCode().value()) != null) {
            return told.getStatusCode();
        }
        return failure instanceof DecodingException
                        || failure instanceof InvalidMediaTypeException
                        || failure instanceof InvalidMimeTypeException
                ? HttpStatus.BAD_REQUEST
                : HttpStatus.INTERNAL_SERVER_ERROR;
    }
}
