import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Writes the ahead-of-time cache with which Charla starts faster. It starts Charla, opens the page,
 * holds a short typed conversation and stops it again, so that the cache holds what a real start needs.
 *
 * <pre>java scripts/TrainCache.java CACHE JAVA [JVM OPTION]... -jar JAR [ARGUMENT]...</pre>
 *
 * The cache works only with the same JVM, the same jars at the same paths with the same times, and
 * options that agree: {@code -XX:AOTMode=on} turns a cache that cannot be used into a failure. What
 * is in the environment counts: with AZURE_VOICE_LIVE_ENDPOINT set, the way to Azure is trained (it
 * need not exist), without it the offline engine.
 */
final class TrainCache {
    /** Far longer than a start takes on a small container of a busy build machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** For an answer to a typed sentence; a service that is not there is given up sooner. */
    private static final Duration CONVERSATION = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    private TrainCache(int port) {
        base = "http://127.0.0.1:" + port;
    }

    static void main(String[] args) throws Exception {
        if (args.length < 4) {
            System.err.println(
                    "usage: java TrainCache.java CACHE JAVA [JVM OPTION]... -jar JAR [ARGUMENT]...");
            System.exit(2);
        }
        Path cache = Path.of(args[0]).toAbsolutePath();
        Files.deleteIfExists(cache);
        int port = freePort();
        Process charla = start(args, cache, port);
        Runtime.getRuntime().addShutdownHook(new Thread(charla::destroyForcibly));
        TrainCache training = new TrainCache(port);
        training.awaitReady(charla);
        training.visit();
        charla.destroy();
        if (!charla.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            fail("Charla did not stop after the training.");
        }
        if (!Files.exists(cache)) {
            fail("Charla ended with code " + charla.exitValue() + " and wrote no cache.");
        }
        System.out.printf("Wrote %s, %.1f MB.%n", cache, Files.size(cache) / 1e6);
        System.exit(0);
    }

    private static Process start(String[] args, Path cache, int port) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(args[1]);
        command.add("-XX:AOTCacheOutput=" + cache);
        command.addAll(List.of(args).subList(2, args.length));
        command.add("--server.address=127.0.0.1");
        command.add("--server.port=" + port);
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Process charla) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (charla.isAlive() && System.nanoTime() < giveUp) {
            if (get("/actuator/health/readiness").contains("UP")
                    && get("/api/status").contains("\"ready\":true")) {
                return;
            }
            Thread.sleep(100);
        }
        charla.destroyForcibly();
        fail(
                charla.isAlive()
                        ? "Charla was not ready after " + PATIENCE.toSeconds() + " s."
                        : "Charla ended before it was ready; what it says is above.");
    }

    /** What is asked for, or nothing when it cannot be had. */
    private String get(String path) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        }
    }

    /** The page, and a conversation of one typed sentence. */
    private void visit() throws IOException, InterruptedException, ExecutionException {
        get("/");
        String admission =
                http.send(
                                HttpRequest.newBuilder(URI.create(base + "/api/conversations"))
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString("{}"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
        String ticket = field(admission, "ticket");
        String stream = field(admission, "stream");
        if (ticket.isEmpty() || stream.isEmpty()) {
            fail("Charla opened no conversation to train with; it said: " + admission);
        }
        Conversation conversation = new Conversation();
        WebSocket socket =
                http.newWebSocketBuilder()
                        .subprotocols("charla.v1", "charla.ticket." + ticket)
                        .buildAsync(URI.create(base.replace("http", "ws") + "/").resolve(stream), conversation)
                        .get();
        socket.sendBinary(ByteBuffer.allocate(960), true).get();
        socket.sendText("{\"type\":\"text\",\"text\":\"What time is it?\"}", true).get();
        try {
            conversation.answered.get(CONVERSATION.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            System.out.println("The conversation had no answer, which is of no consequence for the cache.");
        }
        socket.abort();
    }

    private static String field(String json, String name) {
        var match = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        return match.find() ? match.group(1) : "";
    }

    private static void fail(String why) {
        System.err.println("The cache could not be trained. " + why);
        System.exit(1);
    }

    /** Waits for the end of an answer, or of the conversation. */
    private static final class Conversation implements WebSocket.Listener {
        final CompletableFuture<Void> answered = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String type = field(text.toString(), "type");
                text.setLength(0);
                if (type.equals("playback.end") || type.equals("ended")) {
                    answered.complete(null);
                }
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            answered.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            answered.complete(null);
        }
    }
}
