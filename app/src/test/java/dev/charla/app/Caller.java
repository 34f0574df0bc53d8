package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket peer for tests: keeps what it is sent, and waits for what it is told to. */
public final class Caller implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    public static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<JsonNode> messages = new ArrayList<>();
    private final List<byte[]> audio = new ArrayList<>();
    private final StringBuilder partialText = new StringBuilder();
    private final ByteArrayOutputStream partialBinary = new ByteArrayOutputStream();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable WebSocket socket;
    private volatile int closeCode;
    private volatile String closeReason = "";
    private volatile boolean reads = true; // read by the socket's thread

    private Caller() {}

    /**
     * What the page is given for a conversation.
     *
     * @param stream as a path
     */
    public record Ticket(String id, String ticket, String stream, String resumeToken) {}

    public static Ticket ticket(int port, String... headers) {
        return ticket(post(port, "/api/conversations", "{}", headers));
    }

    /** A new ticket for a conversation that goes on. */
    public static Ticket resume(int port, Ticket conversation, String... headers) {
        return ticket(askToResume(port, conversation.id(), conversation.resumeToken(), headers));
    }

    public static HttpResponse<String> askToResume(
            int port, String id, String token, String... headers) {
        return post(
                port,
                "/api/conversations/" + id + "/resume",
                "{\"resumeToken\":\"" + token + "\"}",
                headers);
    }

    /** Says that the page of a conversation has left, as a browser's beacon does. */
    public static HttpResponse<String> leave(int port, String id, String token, String... headers) {
        URI address = URI.create("http://127.0.0.1:" + port + "/api/conversations/" + id + "/end");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(token));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private static Ticket ticket(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return ticketIn(response.body());
    }

    /** What an answer of the server holds. */
    public static Ticket ticketIn(String answer) {
        JsonNode body = JSON.readTree(answer);
        return new Ticket(
                body.get("id").asString(),
                body.get("ticket").asString(),
                URI.create("/").resolve(body.get("stream").asString()).toString(),
                body.get("resumeToken").asString());
    }

    public static HttpResponse<String> post(int port, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public static HttpResponse<String> get(int port, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A page with a conversation of its own. */
    public static Caller page(int port) {
        return page(port, ticket(port));
    }

    public static Caller page(int port, Ticket ticket) {
        return open(port, ticket.stream(), "charla.v1", "charla.ticket." + ticket.ticket());
    }

    /** Another Voice Live client. */
    public static Caller client(int port) {
        return open(port, "/voice-live/realtime?api-version=2026-07-15&model=gpt-4.1");
    }

    public static Caller open(int port, String path, String... protocols) {
        return open(HTTP, port, path, protocols);
    }

    /** With a client of one's own, which may hold cookies. */
    public static Caller open(HttpClient client, int port, String path, String... protocols) {
        Caller caller = new Caller();
        WebSocket.Builder builder = client.newWebSocketBuilder();
        if (protocols.length > 0) {
            builder.subprotocols(
                    protocols[0], java.util.Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        caller.socket =
                builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), caller).join();
        return caller;
    }

    /** Reads nothing more from the network, which fills then. */
    public void stopReading() {
        reads = false;
    }

    /** Whether a message can be sent: not when the peer has broken the connection off. */
    public boolean canSend(String json) {
        return socket().sendText(json, true).handle((_, failure) -> failure == null).join();
    }

    private void next(WebSocket from) {
        if (reads) {
            from.request(1);
        }
    }

    /** Is gone without a word, as when a network fails. */
    public void breakOff() {
        socket().abort();
    }

    public void send(String json) {
        socket().sendText(json, true).join();
    }

    /** One message in frames of so many characters. */
    public void sendInPieces(String json, int characters) {
        for (int at = 0; at < json.length(); at += characters) {
            int end = Math.min(json.length(), at + characters);
            socket().sendText(json.substring(at, end), end == json.length()).join();
        }
    }

    /** The peer may hang up before it has all of it. */
    public void sendUnheard(String text) {
        socket().sendText(text, true).exceptionally(_ -> socket()).join();
    }

    /** The peer may hang up before it has all of it. */
    public void sendUnheard(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).exceptionally(_ -> socket()).join();
    }

    public void sendBytes(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    public String subprotocol() {
        return socket().getSubprotocol();
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        return socket;
    }

    /** The first message that fits, now or later. */
    public synchronized JsonNode await(Predicate<JsonNode> fits) {
        return await(fits, 1);
    }

    /** The message that is the {@code count}th to fit. */
    public synchronized JsonNode await(Predicate<JsonNode> fits, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<JsonNode> found = messages.stream().filter(fits).toList();
            if (found.size() >= count) {
                return found.get(count - 1);
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("did not come within " + PATIENCE + "; came: " + types());
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    public JsonNode awaitType(String type) {
        return await(message -> message.path("type").asString("").equals(type));
    }

    public JsonNode awaitState(String state) {
        return await(message ->
                message.path("type").asString("").equals("state")
                        && message.path("state").asString("").equals(state));
    }

    public synchronized List<String> types() {
        return messages.stream().map(message -> message.path("type").asString("?")).toList();
    }

    public synchronized List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    public synchronized List<byte[]> audio() {
        return List.copyOf(audio);
    }

    public int awaitClose() {
        try {
            assertThat(closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return closeCode;
    }

    public String closeReason() {
        return closeReason;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(
            WebSocket from, CharSequence data, boolean last) {
        partialText.append(data);
        if (last) {
            messages.add(JSON.readTree(partialText.toString()));
            partialText.setLength(0);
            notifyAll();
        }
        next(from);
        return null;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onBinary(
            WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        partialBinary.writeBytes(bytes);
        if (last) {
            audio.add(partialBinary.toByteArray());
            partialBinary.reset();
            notifyAll();
        }
        next(from);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode = code;
        closeReason = reason;
        closed.countDown();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closeCode = -1;
        closed.countDown();
    }

    @Override
    public void close() {
        WebSocket open = socket;
        if (open != null && !open.isOutputClosed()) {
            // The peer may close at the same moment; either way it is closed then.
            open.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(_ -> open).join();
        }
    }
}
