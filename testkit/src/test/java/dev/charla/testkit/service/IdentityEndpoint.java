package dev.charla.testkit.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What {@code IDENTITY_ENDPOINT} points at in Azure: gives tokens, numbered from one, to whoever
 * shows the secret header.
 */
final class IdentityEndpoint implements AutoCloseable {
    private static final String SECRET = "stand-in-secret";

    private final HttpServer server;
    private final @Nullable Duration validFor;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private IdentityEndpoint(@Nullable Duration validFor) throws IOException {
        this.validFor = validFor;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/msi/token", this::answer);
        server.start();
    }

    static IdentityEndpoint giving(Duration validFor) throws IOException {
        return new IdentityEndpoint(validFor);
    }

    /** As when no identity is assigned to the application. */
    static IdentityEndpoint refusing() throws IOException {
        return new IdentityEndpoint(null);
    }

    Map<String, String> environment() {
        return Map.of(
                "IDENTITY_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/msi/token",
                "IDENTITY_HEADER",
                SECRET);
    }

    /** The resource of each token asked for with the right header. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!SECRET.equals(exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER"))) {
            send(exchange, 401, "{\"statusCode\":401,\"message\":\"wrong secret\"}");
            return;
        }
        var resource = resource(exchange.getRequestURI().getRawQuery());
        asked.add(resource);
        if (validFor == null) {
            send(exchange, 400, "{\"statusCode\":400,\"message\":\"No identity was found\"}");
            return;
        }
        var until = Clock.systemUTC().instant().plus(validFor).getEpochSecond();
        send(
                exchange,
                200,
                """
                {"access_token":"mi-token-%d","expires_on":"%d","resource":"%s","token_type":"Bearer"}
                """
                        .formatted(asked.size(), until, resource));
    }

    private static String resource(String query) {
        for (var pair : query.split("&")) {
            if (pair.startsWith("resource=")) {
                return URLDecoder.decode(
                        pair.substring("resource=".length()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var utf8 = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, utf8.length);
        exchange.getResponseBody().write(utf8);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
