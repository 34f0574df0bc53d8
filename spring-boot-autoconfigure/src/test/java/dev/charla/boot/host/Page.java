package dev.charla.boot.host;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a browser does of a conversation, as far as these tests need it. */
final class Page implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>(10_000);
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>(1);
    private final CountDownLatch audio = new CountDownLatch(1);

    /**
     * A conversation of its own.
     *
     * @param page where the page is, with a slash at the end
     */
    Page(String page, String[] headers) {
        this(page, JSON.readTree(post(page + "api/conversations", "{}", headers).body()), headers);
    }

    Page(String page) {
        this(page, new String[0]);
    }

    private Page(String page, JsonNode admitted, String[] headers) {
        this(
                URI.create(page).resolve(admitted.get("stream").asString()).toString(),
                admitted.get("ticket").asString(),
                headers);
    }

    /**
     * A socket with a ticket.
     *
     * @param stream its address, with http in front
     */
    Page(String stream, String ticket, String[] headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket =
                builder.subprotocols("charla.v1", "charla.ticket." + ticket)
                        .buildAsync(URI.create(stream.replace("http:", "ws:")), this)
                        .join();
    }

    static HttpResponse<String> get(String address, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(address)), headers);
    }

    static HttpResponse<String> post(String address, String json, String... headers) {
        return send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        try {
            return HTTP.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    void send(String message) {
        socket.sendText(message, true).exceptionally(_ -> socket).join();
    }

    JsonNode awaitMessage(String type) {
        return await(message -> is(message, type));
    }

    /** The code that the server closes the socket with. */
    int awaitClose() {
        try {
            Integer code = closed.poll(60, TimeUnit.SECONDS);
            if (code == null) {
                throw new AssertionError("the socket was not closed within a minute");
            }
            return code;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the first sound. */
    void awaitAudio() {
        try {
            if (!audio.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing was heard within a minute");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the agent says to typed words, whole. */
    String answerTo(String words) {
        await(message ->
                is(message, "state") && message.path("state").asString("").equals("ready"));
        socket.sendText("{\"type\":\"text\",\"text\":\"%s\"}".formatted(words), true).join();
        return await(message ->
                        is(message, "caption")
                                && message.path("role").asString("").equals("agent")
                                && message.path("final").asBoolean(false))
                .get("text")
                .asString();
    }

    /** Waits until the agent has said this, whole. */
    void awaitSaid(String text) {
        await(message ->
                is(message, "caption")
                        && message.path("role").asString("").equals("agent")
                        && message.path("final").asBoolean(false)
                        && message.path("text").asString("").equals(text));
    }

    private static boolean is(JsonNode message, String type) {
        return message.path("type").asString("").equals(type);
    }

    private JsonNode await(Predicate<JsonNode> fits) {
        try {
            while (true) {
                JsonNode message = messages.poll(60, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("it did not come within a minute");
                }
                if (fits.test(message)) {
                    return message;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(JSON.readTree(part.toString()));
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        audio.countDown();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.add(code);
        return null;
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(_ -> socket).join();
    }
}
