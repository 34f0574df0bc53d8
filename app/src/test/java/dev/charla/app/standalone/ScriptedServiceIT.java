package dev.charla.app.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.app.Caller;
import dev.charla.app.engine.EngineEndpoint;
import dev.charla.engine.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** {@code ./charla service --script}, over real sockets. */
class ScriptedServiceIT {
    private static final String QUERY = "?api-version=2026-07-15&model=gpt-realtime";

    @TempDir Path folder;
    private @Nullable ConfigurableApplicationContext service;
    private int port;

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    private ConfigurableApplicationContext start(String script) throws Exception {
        Path file = Files.writeString(folder.resolve("test.yaml"), script);
        var started =
                new SpringApplication(StandaloneService.class)
                        .run("--server.port=0", "--charla.engine.script=" + file);
        service = started;
        port = started.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return started;
    }

    @Test
    void aScriptedServiceIsReadyWhenItIsUp() throws Exception {
        var started = start("turns: [{says: Hello.}]");

        Engine engine = started.getBean(Engine.class);
        assertThat(engine.hears()).isTrue();
        assertThat(engine.speaks()).isTrue();
        assertThat(started.getBeanFactory().containsSingleton("skillSet")).isFalse();
    }

    @Test
    void twoRunsGiveTheSameFramesByteForByte() throws Exception {
        String script =
                """
                seed: 11
                turns:
                  - heard: one
                    partials: [one]
                    says: The first answer. It has two sentences.
                  - says: The second answer.
                """;

        List<JsonNode> first = conversation(script);
        List<JsonNode> second = conversation(script);

        assertThat(first).hasSizeGreaterThan(30);
        assertThat(first.toString()).isEqualTo(second.toString());
    }

    private List<JsonNode> conversation(String script) throws Exception {
        try (var _ = start(script);
                Caller client = Caller.client(port)) {
            client.awaitType("session.created");
            client.send(
                    "{\"type\":\"session.update\",\"session\":{\"instructions\":\"Be kind.\"}}");
            client.awaitType("session.updated");
            audio(client, 600, 8_000);
            audio(client, 700, 0);
            client.awaitType("response.done");
            client.send(
                    "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"and?\"}]}}");
            client.send("{\"type\":\"response.create\"}");
            client.await(message -> message.get("type").asString().equals("response.done"), 2);
            return client.messages();
        }
    }

    private static void audio(Caller client, int ms, int amplitude) {
        byte[] bytes = new byte[ms * 48];
        for (int i = 0; i < bytes.length; i += 2) {
            int sample = (int) (amplitude * Math.sin(Math.PI * 300 * i / 24_000));
            bytes[i] = (byte) sample;
            bytes[i + 1] = (byte) (sample >> 8);
        }
        client.send(
                "{\"type\":\"input_audio_buffer.append\",\"audio\":\"%s\"}"
                        .formatted(Base64.getEncoder().encodeToString(bytes)));
    }

    @Test
    void handshakesGoAsTheScriptSays() throws Exception {
        start(
                """
                handshakes:
                  - {refuse: 429, retry-after: 2s, message: Slow down.}
                  - {refuse: 401}
                  - {refuse: 404}
                  - {hang-up: true}
                  - {accept: true, wait: 50ms}
                """);

        var refused = Caller.get(port, EngineEndpoint.PATH + QUERY);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(refused.body()).contains("Slow down.");
        assertThat(Caller.get(port, EngineEndpoint.PATH + QUERY).statusCode()).isEqualTo(401);
        assertThat(Caller.get(port, EngineEndpoint.PATH + QUERY).statusCode()).isEqualTo(404);
        assertThat(firstByte()).isNegative();
        try (Caller client = Caller.client(port)) {
            client.awaitType("session.created");
        }
    }

    /** Of the answer to a handshake; not by the JDK's client, which tries again when it is lost. */
    private int firstByte() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request =
                    """
                    GET %s%s HTTP/1.1
                    Host: localhost
                    Connection: Upgrade
                    Upgrade: websocket
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                    """
                            .formatted(EngineEndpoint.PATH, QUERY)
                            .replace("\n", "\r\n");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    @Test
    void aDropLooksLikeALostConnection() throws Exception {
        start(
                """
                turns: [{says: Hello., lasts: 5s}]
                faults:
                  - {after: response.audio.delta, number: 2, drop: true}
                """);

        try (Caller client = Caller.client(port)) {
            client.send("{\"type\":\"response.create\"}");
            // The client's own failure, as no close frame came.
            assertThat(client.awaitClose()).isEqualTo(-1);
            assertThat(client.types()).endsWith("response.audio.delta");
        }
    }

    @Test
    void aCloseHasTheScriptsCodeAndReason() throws Exception {
        start("faults: [{after: session.created, close: {code: 1012, reason: restart}}]");

        try (Caller client = Caller.client(port)) {
            assertThat(client.awaitClose()).isEqualTo(1012);
            assertThat(client.closeReason()).isEqualTo("restart");
        }
    }

    @Test
    void aScriptThatCannotBeFollowedEndsTheStartAndNamesTheLine() {
        assertThatThrownBy(() -> start("turns:\n  - herd: hello"))
                .rootCause()
                .hasMessageContaining(
                        "test.yaml, line 2: 'herd' is unknown here; did you mean 'heard'?");
    }
}
