package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page where WebSockets are blocked: reads server-sent events, and posts. */
public final class EventCaller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;
    private final InputStream stream;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private String up = "";
    private String key = "";

    /** One event; one without a name is called {@code message}. */
    public record Event(String name, String data) {
        public JsonNode json() {
            return JSON.readTree(data);
        }

        /** The bytes of audio. */
        public byte[] bytes() {
            return Base64.getDecoder().decode(data);
        }
    }

    private EventCaller(int port, InputStream stream) {
        this.port = port;
        this.stream = stream;
        Thread.ofVirtual().name("events").start(this::read);
    }

    /** Opens the stream of a conversation, and learns where what goes up goes. */
    public static EventCaller open(int port, Caller.Ticket ticket) {
        HttpResponse<InputStream> response = ask(port, ticket.stream(), ticket.ticket());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        var caller = new EventCaller(port, response.body());
        JsonNode open = caller.await(event -> event.name().equals("open")).json();
        caller.up = URI.create(ticket.stream()).resolve(open.get("path").asString()).toString();
        caller.key = open.get("key").asString();
        return caller;
    }

    public static HttpResponse<InputStream> ask(int port, String path, String ticket) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", "text/event-stream")
                        .header("Charla-Ticket", ticket)
                        .build();
        try {
            return Caller.HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void read() {
        try (var lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String name = "message";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name, line.substring("data: ".length())));
                    name = "message";
                }
            }
        } catch (IOException | UncheckedIOException e) {
            events.add(new Event("lost", String.valueOf(e.getMessage())));
        }
    }

    /** The next event that fits; those before it are forgotten. */
    public Event await(Predicate<Event> fits) {
        try {
            while (true) {
                Event event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("did not come within " + PATIENCE);
                }
                if (fits.test(event)) {
                    return event;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public Event awaitType(String type) {
        return await(event ->
                event.name().equals("message")
                        && event.json().path("type").asString("").equals(type));
    }

    /** Sends messages, as a JSON array; the status. */
    public int send(String array) {
        return send("application/json", HttpRequest.BodyPublishers.ofString(array), key);
    }

    /** Sends audio; the status. */
    public int sendAudio(byte[] pcm) {
        return send("application/octet-stream", HttpRequest.BodyPublishers.ofByteArray(pcm), key);
    }

    /** Sends a message with another key; the status. */
    public int sendWithKey(@Nullable String other, String array) {
        return send("application/json", HttpRequest.BodyPublishers.ofString(array), other);
    }

    private int send(String type, HttpRequest.BodyPublisher body, @Nullable String with) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + up))
                        .header("Content-Type", type)
                        .POST(body);
        if (with != null) {
            request.header("Charla-Key", with);
        }
        try {
            return Caller.HTTP
                    .send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Hangs up as a closed page does. */
    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
