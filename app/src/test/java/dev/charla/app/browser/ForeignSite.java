package dev.charla.app.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Another site with a policy of its own, whose page embeds the element. */
final class ForeignSite implements AutoCloseable {
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
              <head>
                <meta charset="utf-8">
                <title>A shop of somebody else's</title>
                <script type="module" src="CHARLA/main.js"></script>
              </head>
              <body>
                <main>
                  <h1>Our shop</h1>
                  <voice-agent language="es" theme="dark" compact locked></voice-agent>
                </main>
              </body>
            </html>
            """;

    private static final String POLICY =
            "default-src 'none'; script-src CHARLA; style-src CHARLA;"
                    + " connect-src CHARLA SOCKETS; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private final HttpServer server;
    private volatile int charla;

    ForeignSite() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/",
                exchange -> {
                    boolean page = exchange.getRequestURI().getPath().equals("/");
                    byte[] body = filled(PAGE).getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    exchange.getResponseHeaders().set("Content-Security-Policy", filled(POLICY));
                    exchange.sendResponseHeaders(page ? 200 : 404, page ? body.length : -1);
                    if (page) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
        server.start();
    }

    private String filled(String text) {
        return text.replace("CHARLA", "http://localhost:" + charla)
                .replace("SOCKETS", "ws://localhost:" + charla);
    }

    /** The address of its page, as browsers name its site. */
    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Where the Charla is that it embeds. */
    void embeds(int port) {
        charla = port;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
