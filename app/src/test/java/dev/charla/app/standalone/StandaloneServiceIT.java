package dev.charla.app.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.app.engine.EngineEndpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** {@code ./charla service --tls --key}: what is there, what is not, and who comes in. */
@SpringBootTest(
        classes = StandaloneService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"charla.standalone.tls=true", "charla.engine.key=open sesame, please"})
class StandaloneServiceIT {
    @TempDir static Path folder;

    @LocalServerPort int port;
    @Autowired ShownCertificate certificate;

    /** A script, so that no ears and no voice are loaded for this. */
    @DynamicPropertySource
    static void script(DynamicPropertyRegistry settings) {
        settings.add(
                "charla.engine.script",
                () -> {
                    try {
                        return Files.writeString(folder.resolve("any.yaml"), "turns: []")
                                .toString();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Test
    void aClientThatTrustsTheCertificateAndHasTheKeyIsToldOfItsSession() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        WebSocket socket = connect(trusting(), "open sesame, please", told);

        String first = told.poll(60, TimeUnit.SECONDS);

        assertThat(first).contains("\"type\":\"session.created\"");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Test
    void aWrongKeyIsRefusedWithTheServicesStatus() {
        assertThatThrownBy(() -> connect(trusting(), "wrong", new LinkedBlockingQueue<>()))
                .rootCause()
                .hasMessageContaining("401");
    }

    @Test
    void aClientThatDoesNotTrustTheCertificateIsNotConnected() {
        assertThatThrownBy(() ->
                        connect(
                                HttpClient.newHttpClient(),
                                "open sesame, please",
                                new LinkedBlockingQueue<>()))
                .isInstanceOf(CompletionException.class)
                .hasStackTraceContaining("unable to find valid certification path");
    }

    @Test
    void thereIsHealthAndNoPageAndNoBrowsersApi() throws Exception {
        assertThat(get("/actuator/health")).isEqualTo(200);
        assertThat(get("/")).isEqualTo(404);
        assertThat(get("/index.html")).isEqualTo(404);
        assertThat(get("/api/status")).isEqualTo(404);
    }

    private int get(String path) throws Exception {
        URI address = URI.create("https://localhost:" + port + path);
        return trusting()
                .send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private WebSocket connect(HttpClient client, String key, BlockingQueue<String> told) {
        URI address =
                URI.create(
                        "wss://localhost:%d%s?api-version=2026-07-15&model=gpt-realtime"
                                .formatted(port, EngineEndpoint.PATH));
        return client.newWebSocketBuilder()
                .header("api-key", key)
                .buildAsync(address, new Keeper(told))
                .join();
    }

    /** What a user does who gives the client the file that was named at the start. */
    private HttpClient trusting() throws Exception {
        byte[] pem = Files.readAllBytes(certificate.file());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "service",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private record Keeper(BlockingQueue<String> told) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            told.add(data.toString());
            from.request(1);
            return null;
        }
    }
}
