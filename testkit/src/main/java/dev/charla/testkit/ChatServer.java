package dev.charla.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A fake of OpenAI's chat server on a loopback port that answers as configured, well or badly. Any
 * thread.
 */
public final class ChatServer implements AutoCloseable {
    private final HttpServer server;
    private volatile Answer answer = exchange -> stream(exchange, words("stop", "Yes."));

    /** The bodies of all requests. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** How it answers. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** Starts on a free port. */
    public ChatServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    asked.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    answer.to(exchange);
                    exchange.close();
                });
        server.start();
    }

    /** The base URL including the version. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Sets the behaviour from now on. */
    public ChatServer answers(Answer next) {
        answer = next;
        return this;
    }

    /** Answers with a status and a body of its own. */
    public ChatServer answers(int status, String type, String body) {
        return answers(exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    /** Answers with a stream of these pieces, and no more. */
    public ChatServer streams(String... pieces) {
        return answers(exchange -> stream(exchange, pieces));
    }

    private static void stream(HttpExchange exchange, String... pieces) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String piece : pieces) {
                out.write(("data: " + piece + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    /** The pieces of an answer in these words, which ends for this reason. */
    public static String[] words(String reason, String... words) {
        String[] pieces = new String[words.length + 2];
        for (int i = 0; i < words.length; i++) {
            pieces[i] = chunk("{\"content\":\"" + words[i] + "\"}", "null");
        }
        pieces[words.length] = chunk("{}", "\"" + reason + "\"");
        pieces[words.length + 1] = "[DONE]";
        return pieces;
    }

    private static String chunk(String delta, String reason) {
        return "{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":"
                + delta
                + ",\"finish_reason\":"
                + reason
                + "}]}";
    }

    /** Stops answering. */
    public void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }
}
