package dev.charla.speech.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves files from memory, and misbehaves where it is told to. */
final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** How many more answers break off in the middle. */
    private final AtomicInteger breaks = new AtomicInteger();

    private volatile boolean ranges = true;

    FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void put(String path, byte[] content) {
        files.put(path, content);
    }

    void breakOff(int times) {
        breaks.set(times);
    }

    void withoutRanges() {
        ranges = false;
    }

    /** Paths asked for, each with its range where there was one. */
    List<String> asked() {
        return new ArrayList<>(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = exchange.getRequestHeaders().getFirst("Range");
            asked.add(range == null ? path : path + " " + range);
            byte[] content = files.get(path);
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            int from =
                    range != null && ranges
                            ? Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"))
                            : 0;
            if (from >= content.length) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (from > 0) {
                exchange.getResponseHeaders()
                        .set(
                                "Content-Range",
                                "bytes %d-%d/%d"
                                        .formatted(from, content.length - 1, content.length));
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
            int to = content.length;
            if (breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                to = from + (content.length - from) / 2;
            }
            OutputStream body = exchange.getResponseBody();
            body.write(content, from, to - from);
            body.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
