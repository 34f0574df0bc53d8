package dev.charla.boot.browser;

import dev.charla.boot.net.EventStreamSocket;
import dev.charla.boot.web.ApiError;
import dev.charla.boot.web.OriginRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * {@code /api/conversations/{id}/up}: what a page sends where WebSockets are blocked. Audio comes
 * as {@code application/octet-stream}, messages as a JSON array. Each request is answered once the
 * conversation has taken it, so a page that sends one after the other keeps its order.
 */
final class UplinkEndpoint implements WebHandler {
    static final String PATTERN = "/api/conversations/{id}/up";

    /** Carries the key that came down the stream. */
    static final String KEY_HEADER = "Charla-Key";

    /** As for messages of a WebSocket. */
    private static final int MOST_BODY_BYTES = 256 * 1024;

    private static final ApiError NOT_UNDERSTOOD =
            new ApiError(
                    "bad_request",
                    "Send audio as application/octet-stream, and messages as a JSON array."
                            + " docs/browser-leg.md shows them.");

    private static final ApiError TOO_LARGE =
            new ApiError("too_large", "Send at most 256 KiB in one request.");

    private final EventStreams streams;
    private final OriginRule origins;
    private final JsonMapper json = new JsonMapper();

    UplinkEndpoint(EventStreams streams, OriginRule origins) {
        this.streams = streams;
        this.origins = origins;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        if (!origins.allows(request)) {
            return refuse(exchange, HttpStatus.FORBIDDEN, ConversationController.FOREIGN);
        }
        if (!HttpMethod.POST.equals(request.getMethod())) {
            exchange.getResponse().getHeaders().set(HttpHeaders.ALLOW, "POST");
            return refuse(
                    exchange,
                    HttpStatus.METHOD_NOT_ALLOWED,
                    new ApiError("method_not_allowed", "Send what goes up with POST."));
        }
        String key = Objects.requireNonNullElse(request.getHeaders().getFirst(KEY_HEADER), "");
        Optional<EventStreamSocket> stream =
                streams.find(PageEndpoint.idIn(request.getPath().value()), key);
        if (stream.isEmpty()) {
            return refuse(exchange, HttpStatus.NOT_FOUND, ConversationController.UNKNOWN);
        }
        boolean audio =
                MediaType.APPLICATION_OCTET_STREAM.isCompatibleWith(
                        request.getHeaders().getContentType());
        return DataBufferUtils.join(request.getBody(), MOST_BODY_BYTES)
                .map(UplinkEndpoint::taken)
                .flatMap(body -> deliver(stream.get(), body, audio))
                .defaultIfEmpty(HttpStatus.BAD_REQUEST)
                .onErrorReturn(DataBufferLimitException.class, HttpStatus.CONTENT_TOO_LARGE)
                .onErrorReturn(JacksonException.class, HttpStatus.BAD_REQUEST)
                .flatMap(status -> answer(exchange, status));
    }

    private Mono<HttpStatus> deliver(EventStreamSocket stream, byte[] body, boolean audio) {
        List<byte[]> messages = audio ? List.of(body) : messages(body);
        if (messages.isEmpty()) {
            return Mono.just(HttpStatus.BAD_REQUEST);
        }
        return Mono.create(done ->
                stream.loop()
                        .execute(() -> {
                            for (byte[] message : messages) {
                                if (audio) {
                                    stream.receiveBinary(message);
                                } else {
                                    stream.receiveText(message);
                                }
                            }
                            done.success(HttpStatus.NO_CONTENT);
                        }));
    }

    /** What an array holds; nothing for anything else: an object has elements as well. */
    private List<byte[]> messages(byte[] body) {
        List<byte[]> messages = new ArrayList<>();
        if (!(json.readTree(body) instanceof ArrayNode array)) {
            return messages;
        }
        for (JsonNode message : array) {
            messages.add(json.writeValueAsBytes(message));
        }
        return messages;
    }

    private static byte[] taken(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Mono<Void> answer(ServerWebExchange exchange, HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> refuse(exchange, status, NOT_UNDERSTOOD);
            case CONTENT_TOO_LARGE -> refuse(exchange, status, TOO_LARGE);
            default -> {
                exchange.getResponse().setStatusCode(status);
                exchange.getResponse().getHeaders().setCacheControl("no-store");
                yield exchange.getResponse().setComplete();
            }
        };
    }

    private static Mono<Void> refuse(
            ServerWebExchange exchange, HttpStatus status, ApiError error) {
        exchange.getResponse().getHeaders().setCacheControl("no-store");
        return ApiError.write(exchange.getResponse(), status, error.code(), error.message());
    }
}
