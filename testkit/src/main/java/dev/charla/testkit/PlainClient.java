package dev.charla.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Voice Live client that knows nothing of Charla: the JDK's WebSocket and JSON by hand. For one
 * test's thread.
 */
public final class PlainClient implements AutoCloseable {
    private static final String ADDRESS = "/voice-live/realtime?api-version=2026-07-15&model=m";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** More than a test looks at. */
    private static final int MOST_EVENTS = 10_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>(MOST_EVENTS);
    private final WebSocket socket;

    /**
     * Connects, with a model that any service inside takes.
     *
     * @param endpoint of the service, without a path
     */
    public PlainClient(URI endpoint) {
        socket =
                http.newWebSocketBuilder()
                        .buildAsync(URI.create(endpoint + ADDRESS), new Events())
                        .join();
    }

    /** Sends an event, as JSON. */
    public void send(String event) {
        socket.sendText(event, true).join();
    }

    /**
     * The next event of that type; those before it are passed over.
     *
     * @throws AssertionError if none comes for half a minute
     */
    public JsonNode awaitType(String type) throws InterruptedException {
        while (true) {
            var next = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no event " + type + " came");
            }
            if (next.path("type").asString().equals(type)) {
                return next;
            }
        }
    }

    /** Breaks the connection off. */
    @Override
    public void close() {
        socket.abort();
        http.close();
    }

    private final class Events implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                events.add(JsonMapper.shared().readTree(message.toString()));
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
