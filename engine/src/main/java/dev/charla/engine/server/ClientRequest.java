package dev.charla.engine.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Path, query and headers of a client's request. Used by one thread at a time. */
public final class ClientRequest {
    private final String path;
    private final Map<String, List<String>> query;
    private final HttpHeaders headers;

    private ClientRequest(String path, Map<String, List<String>> query, HttpHeaders headers) {
        this.path = path;
        this.query = query;
        this.headers = headers;
    }

    /**
     * Parses a request target.
     *
     * @param uri path and query, as the client sent them
     * @throws ConnectionRefusedException with 400 if its encoding is invalid
     */
    public static ClientRequest of(String uri, HttpHeaders headers)
            throws ConnectionRefusedException {
        try {
            var decoder = new QueryStringDecoder(uri);
            return new ClientRequest(decoder.path(), decoder.parameters(), headers);
        } catch (IllegalArgumentException e) {
            throw new ConnectionRefusedException(
                    400, "The URL's encoding is invalid: write % as %25 and + as %2B.");
        }
    }

    /** The path, decoded. */
    public String path() {
        return path;
    }

    /** The first of these query parameters that is present and not blank; null if none is. */
    @Nullable String query(String... names) {
        for (String name : names) {
            List<String> values = query.getOrDefault(name, List.of());
            if (!values.isEmpty() && !values.getFirst().isBlank()) {
                return values.getFirst();
            }
        }
        return null;
    }

    /** The first header of that name, in any case; null if there is none. */
    public @Nullable String header(CharSequence name) {
        return headers.get(name);
    }

    /** The sub-protocols that the client offers, in its order. */
    List<String> offered() {
        return headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
    }

    boolean asksForWebSocket() {
        return "websocket".equalsIgnoreCase(headers.get(HttpHeaderNames.UPGRADE));
    }
}
