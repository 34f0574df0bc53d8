package dev.charla.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** What a browser does of its own accord: it keeps cookies, and follows where it is sent. */
final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;
    private final int port;

    Browser(int port, boolean followsRedirects) {
        this.port = port;
        this.client =
                HttpClient.newBuilder()
                        .cookieHandler(cookies)
                        .followRedirects(
                                followsRedirects
                                        ? HttpClient.Redirect.ALWAYS
                                        : HttpClient.Redirect.NEVER)
                        .build();
    }

    HttpResponse<String> visit(String path, String... headers) {
        var request =
                HttpRequest.newBuilder(at(path)).timeout(PATIENCE).header("Accept", "text/html");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        var request =
                HttpRequest.newBuilder(at(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    HttpResponse<String> submit(String path, String name, String value, String... headers) {
        var request =
                HttpRequest.newBuilder(at(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        name
                                                + "="
                                                + URLEncoder.encode(
                                                        value, StandardCharsets.UTF_8)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** A conversation that this browser may open a socket to. */
    Caller.Ticket ticket() {
        var response = post("/api/conversations", "{}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return Caller.ticketIn(response.body());
    }

    /** Opens the socket; its caller is told what comes. */
    Caller page(Caller.Ticket ticket) {
        return Caller.open(
                client, port, ticket.stream(), "charla.v1", "charla.ticket." + ticket.ticket());
    }

    /** The status with which an upgrade is refused. */
    int refusedUpgrade(String path, String... protocols) {
        try {
            client.newWebSocketBuilder()
                    .subprotocols("charla.v1", protocols)
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + path), new Deaf())
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(java.net.HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private URI at(String path) {
        return URI.create(path.startsWith("http") ? path : "http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Deaf implements WebSocket.Listener {}
}
