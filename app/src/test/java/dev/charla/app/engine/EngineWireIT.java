package dev.charla.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What clients do to a socket, by intent or by accident. */
@CharlaTest
class EngineWireIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path CAPTURES = Path.of("../protocol/src/test/resources/captures");

    /** A goodbye has five seconds, after the socket's buffers are full. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String QUERY = "?api-version=2026-07-15&model=gpt-4.1";

    @LocalServerPort int port;
    @Autowired Engine engine;

    @AfterEach
    void noSessionIsLeftBehind() {
        await().untilAsserted(() -> assertThat(engine.sessions()).isZero());
    }

    /** Every client as it was recorded: whatever it sends, its session goes on. */
    @ParameterizedTest
    @MethodSource("captures")
    void aRecordedClientKeepsItsSession(Path capture) throws IOException {
        JsonNode recorded = JSON.readTree(Files.readString(capture));
        String path = recorded.get("upgrade").get("path_and_query").asString();

        try (Caller client = Caller.open(port, path)) {
            client.awaitType("session.created");
            for (JsonNode frame : recorded.get("client_frames")) {
                if (frame.get("json") instanceof ObjectNode json) {
                    json.remove("_audio_base64_chars");
                    client.send(json.toString());
                }
            }
            client.send("{\"type\":\"input_audio_buffer.clear\"}");

            client.await(message ->
                    message.path("type").asString("").equals("input_audio_buffer.cleared"));
            assertThat(client.messages())
                    .filteredOn(message -> message.path("type").asString("").equals("error"))
                    .allSatisfy(error ->
                            assertThat(error.get("error").get("message").asString()).isNotBlank());
        }
    }

    static Stream<Path> captures() throws IOException {
        try (Stream<Path> files = Files.list(CAPTURES)) {
            return files
                    .filter(file -> !file.endsWith("server-frames-accepted.json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void aMessageInFramesIsReadWhole() {
        try (Caller client = Caller.client(port)) {
            client.awaitType("session.created");

            client.sendInPieces(
                    "{\"session\":{\"instructions\":\"In pieces.\"},\"type\":\"session.update\"}",
                    7);

            assertThat(
                            client.awaitType("session.updated")
                                    .get("session")
                                    .get("instructions")
                                    .asString())
                    .isEqualTo("In pieces.");
        }
    }

    @Test
    void aMessageThatIsTooLongEndsTheConnection() {
        try (Caller client = Caller.client(port)) {
            client.awaitType("session.created");

            String piece = "x".repeat(1 << 20);
            StringBuilder message = new StringBuilder("{\"type\":\"");
            for (int i = 0; i < 23; i++) {
                message.append(piece);
            }
            client.sendUnheard(message.append("\"}").toString());

            assertThat(client.awaitClose()).isIn(1009, -1, 1006);
        }
    }

    @Test
    void whatComesBackWholeStaysBelowAMebibyte() {
        try (Caller client = Caller.client(port)) {
            client.awaitType("session.created");

            client.send(
                    "{\"type\":\"session.update\",\"session\":{\"instructions\":\"%s\"}}"
                            .formatted("x".repeat(300_000)));

            assertThat(client.awaitType("error").get("error").get("param").asString())
                    .isEqualTo("session.instructions");
        }
    }

    @Test
    void aFloodOfNonsenseIsAnsweredPieceByPiece() {
        try (Caller client = Caller.client(port)) {
            client.awaitType("session.created");

            for (int i = 0; i < 2_000; i++) {
                client.send(i % 2 == 0 ? "{" : "{\"type\":\"nonsense\"}");
            }
            client.send("{\"type\":\"input_audio_buffer.clear\"}");

            client.awaitType("input_audio_buffer.cleared");
            assertThat(client.types()).filteredOn("error"::equals).hasSize(2_000);
        }
    }

    @Test
    void anAbruptEndLeavesNoSession() throws IOException {
        try (Socket socket = upgraded(QUERY, "")) {
            await().until(() -> engine.sessions() == 1);

            // A reset in place of a goodbye.
            socket.setSoLinger(true, 0);
        }

        await().until(() -> engine.sessions() == 0);
    }

    @Test
    void aClientThatReadsNothingIsLetGo() throws IOException {
        try (Socket socket = upgraded(QUERY, "")) {
            await().until(() -> engine.sessions() == 1);
            byte[] update =
                    frame(
                            "{\"type\":\"session.update\",\"session\":{\"instructions\":\"%s\"}}"
                                    .formatted("x".repeat(200_000)));

            await().atMost(PATIENCE)
                    .until(() -> {
                        try {
                            socket.getOutputStream().write(update);
                            socket.getOutputStream().flush();
                        } catch (IOException e) {
                            return engine.sessions() == 0;
                        }
                        return engine.sessions() == 0;
                    });
        }
    }

    @Test
    void anOfferOfCompressionIsDeclined() throws IOException {
        try (Socket socket = upgraded(QUERY, "Sec-WebSocket-Extensions: permessage-deflate\r\n")) {
            await().until(() -> engine.sessions() == 1);
            socket.setSoLinger(true, 0);
        }
    }

    @Test
    void twoConnectionsShareNothing() {
        try (Caller one = Caller.client(port);
                Caller other = Caller.client(port)) {
            one.send("{\"type\":\"session.update\",\"session\":{\"instructions\":\"Mine.\"}}");
            one.awaitType("session.updated");
            other.send("{\"type\":\"session.update\",\"session\":{}}");

            assertThat(
                            other.awaitType("session.updated")
                                    .get("session")
                                    .get("instructions")
                                    .asString())
                    .isEmpty();
            assertThat(one.awaitType("session.created").get("session").get("id"))
                    .isNotEqualTo(other.awaitType("session.created").get("session").get("id"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-05-01-preview",
                "2025-10-01",
                "2026-01-01-preview",
                "2026-04-10",
                "2026-07-15",
                "2027-01-01"
            })
    void anyVersionIsTaken(String version) {
        try (Caller client =
                Caller.open(port, EngineEndpoint.PATH + "?model=gpt-4.1&api-version=" + version)) {
            client.awaitType("session.created");
        }
    }

    @Test
    void whatIsNoVersionIsRefused() {
        assertThat(Caller.get(port, EngineEndpoint.PATH + "?model=x&api-version=newest").body())
                .contains("\"code\":\"400\"", "api-version");
    }

    @Test
    void thePreviewOfTheNextContractIsAnsweredInTheGaShape() {
        try (Caller client =
                Caller.open(port, EngineEndpoint.PATH + "?model=gpt-realtime&api-version=v1")) {
            assertThat(client.awaitType("session.created").get("session").get("type").asString())
                    .isEqualTo("realtime");
        }
    }

    /** A connection of which nothing but the answer to the upgrade was read. */
    private Socket upgraded(String query, String header) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String request =
                "GET "
                        + EngineEndpoint.PATH
                        + query
                        + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + header
                        + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer = head(socket.getInputStream());
        assertThat(answer).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("deflate");
        return socket;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** A text frame, masked with zeros. */
    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[14 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) 0xff;
        for (int i = 0; i < 8; i++) {
            frame[2 + i] = (byte) ((long) payload.length >>> (56 - 8 * i));
        }
        System.arraycopy(payload, 0, frame, 14, payload.length);
        return frame;
    }
}
