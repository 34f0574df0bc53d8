package dev.charla.bench.conversation;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks for conversations at {@code POST /api/conversations}. Any thread. */
public final class Door {
    private static final int CREATED = 201;

    private final HttpClient http;
    private final JsonMapper json;
    private final URI site;
    private final Duration patience;

    /**
     * A door that does not open anything yet.
     *
     * @param site ends in a slash
     */
    public Door(HttpClient http, JsonMapper json, URI site, Duration patience) {
        this.http = http;
        this.json = json;
        this.site = site;
        this.patience = patience;
    }

    /** Opens a conversation. */
    public Ticket open() throws ConversationFailure, InterruptedException {
        var request =
                HttpRequest.newBuilder(site.resolve("api/conversations"))
                        .header("Content-Type", "application/json")
                        .timeout(patience)
                        .POST(BodyPublishers.ofString("{}"))
                        .build();
        try {
            return read(http.send(request, BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw ConversationFailure.unreachable(failure);
        }
    }

    private Ticket read(HttpResponse<String> response) throws ConversationFailure {
        try {
            if (response.statusCode() != CREATED) {
                String code = json.readValue(response.body(), Refusal.class).code();
                throw ConversationFailure.refused(response.statusCode(), code == null ? "" : code);
            }
            var opened = json.readValue(response.body(), Opened.class);
            if (opened.ticket() == null || opened.stream() == null) {
                throw ConversationFailure.notUnderstood(null);
            }
            return new Ticket(opened.ticket(), streamAt(opened.stream()));
        } catch (JacksonException | URISyntaxException failure) {
            throw response.statusCode() == CREATED
                    ? ConversationFailure.notUnderstood(failure)
                    : ConversationFailure.refused(response.statusCode(), "");
        }
    }

    private URI streamAt(String path) throws URISyntaxException {
        URI http = site.resolve(new URI(path));
        String scheme = site.getScheme().equals("https") ? "wss" : "ws";
        return new URI(scheme, null, http.getHost(), http.getPort(), http.getPath(), null, null);
    }

    /**
     * What opens one stream, once.
     *
     * @param value a secret
     * @param stream the address of the WebSocket
     */
    public record Ticket(String value, URI stream) {}

    private record Opened(@Nullable String ticket, @Nullable String stream) {}

    private record Refusal(@Nullable String code) {}
}
