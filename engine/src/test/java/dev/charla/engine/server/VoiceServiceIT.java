package dev.charla.engine.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.script.ScriptReader;
import dev.charla.testkit.PlainClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The engine at an address of its own, without a framework, over real sockets. */
class VoiceServiceIT {
    private static final String ADDRESS = "/voice-live/realtime?api-version=2026-07-15&model=m";
    private static final String KEY = "0123456789abcdef";
    private static final int PATIENCE_SECONDS = 30;

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    private VoiceServiceOptions scripted(String script) throws Exception {
        Path file = Files.writeString(folder.resolve("conversation.yaml"), script);
        return VoiceServiceOptions.scripted(ScriptReader.read(file));
    }

    private VoiceServiceOptions noon() throws Exception {
        return scripted("turns: [{says: It is noon.}]");
    }

    @Test
    void aScriptIsAnsweredOverASocketWithoutAFramework() throws Exception {
        try (var service = VoiceService.start(noon());
                var client = new PlainClient(service.endpoint())) {
            client.awaitType("session.created");
            client.send("{\"type\":\"response.create\"}");
            JsonNode done = client.awaitType("response.done");

            assertThat(done.path("response").path("status").stringValue()).isEqualTo("completed");
            assertThat(done.toString()).contains("It is noon.");
            assertThat(service.engine().sessions()).isEqualTo(1);
        }
    }

    @Test
    void closingEndsTheConnectionsAndFreesThePort() throws Exception {
        var service = VoiceService.start(noon());
        int port = service.port();
        try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(PATIENCE_SECONDS * 1_000);
            client.getOutputStream().write(upgrade().getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H'); // of HTTP/1.1 101

            service.close();
            service.close();

            client.getInputStream().readAllBytes(); // returns when the connection has ended
        }

        assertThat(service.engine().sessions()).isZero();
        try (var again = VoiceService.start(noon().port(port))) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void aTakenPortIsToldWithWhatToDo() throws Exception {
        try (var service = VoiceService.start(noon())) {
            var same = noon().port(service.port());

            assertThatThrownBy(() -> VoiceService.start(same))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void anAddressThatOthersReachNeedsAKey() throws Exception {
        var open = noon().host("0.0.0.0");

        assertThatThrownBy(() -> VoiceService.start(open))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set a key");
    }

    @Test
    void aScriptThatLeavesItsHearingToTheEngineNeedsParts() throws Exception {
        var halfScripted = scripted("hearing: engine\nturns: [{says: Hello.}]");

        assertThatThrownBy(() -> VoiceService.start(halfScripted))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give the engine's parts too");
    }

    @Test
    void whoHasNoKeyIsRefusedAndWhoHasItIsNot() throws Exception {
        try (var service = VoiceService.start(noon().key(KEY))) {
            assertThat(get(service, ADDRESS).statusCode()).isEqualTo(401);
            assertThat(get(service, ADDRESS).body()).contains("Access denied");
            // With the key it gets as far as being told that this is a WebSocket.
            assertThat(get(service, ADDRESS + "&api-key=" + KEY).statusCode()).isEqualTo(426);
        }
    }

    @Test
    void aKeyThatCanBeGuessedIsRefusedAtTheStart() {
        assertThatThrownBy(() -> VoiceService.start(noon().key("a secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 characters")
                .hasMessageNotContaining("a secret");
    }

    @Test
    void whoGuessesTheKeyIsStoppedAndTheRightOneCostsNoGuess() throws Exception {
        try (var service = VoiceService.start(noon().key(KEY))) {
            for (int i = 0; i < 30; i++) {
                assertThat(get(service, ADDRESS + "&api-key=" + KEY).statusCode()).isEqualTo(426);
            }
            int stopped = 0;
            for (int i = 0; i < 30; i++) {
                stopped += get(service, ADDRESS + "&api-key=wrong" + i).statusCode() == 429 ? 1 : 0;
            }

            assertThat(stopped).isGreaterThanOrEqualTo(8);
            assertThat(get(service, ADDRESS + "&api-key=" + KEY).body()).contains("wrong keys");
        }
    }

    @Test
    void aPageOfAnotherSiteMayConnectOnlyWhereItIsNamed() throws Exception {
        String site = "https://www.example.org";
        try (var closed = VoiceService.start(noon());
                var open = VoiceService.start(noon().allowedOrigins(List.of(site)))) {
            assertThat(get(closed, ADDRESS, "Origin", site).statusCode()).isEqualTo(403);
            assertThat(get(open, ADDRESS, "Origin", site).statusCode()).isEqualTo(426);
            assertThat(get(open, ADDRESS, "Origin", "null").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aNameMadeToResolveToThisMachineGetsNothing() throws Exception {
        try (var service = VoiceService.start(noon())) {
            assertThat(statusFor(service, "evil.example.org")).contains(" 421 ");
            assertThat(statusFor(service, "localhost:" + service.port())).contains(" 426 ");
        }
    }

    @Test
    void whatIsAskedForWronglyIsToldWhatToWrite() throws Exception {
        try (var service = VoiceService.start(noon())) {
            assertThat(get(service, "/voice-live").body()).contains(Reception.PATH);
            assertThat(get(service, "/voice-live/realtime?model=m").body())
                    .contains("api-version is missing");
            assertThat(raw(service, "/voice-live/realtime?model=%zz", "localhost"))
                    .contains(" 400 ");
            JsonNode body = json.readTree(get(service, ADDRESS).body());
            assertThat(body.path("error").path("code").stringValue()).isEqualTo("426");
        }
    }

    private HttpResponse<String> get(VoiceService service, String path, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String upgrade() {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        .formatted(ADDRESS)
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    }

    private static String statusFor(VoiceService service, String host) throws IOException {
        return raw(service, ADDRESS, host);
    }

    /** The status line; with an address and a Host that no client library would send. */
    private static String raw(VoiceService service, String path, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.getOutputStream()
                    .write(
                            "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                    .formatted(path, host)
                                    .getBytes(StandardCharsets.US_ASCII));
            var in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = in.readLine();
            return line == null ? "" : line;
        }
    }
}
