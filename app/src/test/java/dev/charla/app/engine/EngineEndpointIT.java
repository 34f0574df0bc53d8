package dev.charla.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.audio.Pcm16;
import dev.charla.engine.Engine;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.synthesis.MarySynthesizer;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The offline service as any other Voice Live client meets it, with its real ears and voice. */
@CharlaTest
class EngineEndpointIT {
    private static final String QUERY = "?api-version=2026-07-15&model=gpt-realtime";

    @LocalServerPort int port;
    @Autowired Engine engine;

    @BeforeEach
    void warm() {
        await().until(() -> engine.hears() && engine.speaks());
    }

    @AfterEach
    void noSessionIsLeftBehind() {
        await().untilAsserted(() -> assertThat(engine.sessions()).isZero());
    }

    @Test
    void spokenWordsAreHeardAndAnswered() throws Exception {
        try (Caller client = Caller.client(port)) {
            assertThat(client.awaitType("session.created").get("session").get("id").asString())
                    .startsWith("sess_");
            append(client, spoken("What is twelve times seven?"));
            append(client, Pcm16.silence(24_000, java.time.Duration.ofSeconds(1)));

            JsonNode heard =
                    client.awaitType("conversation.item.input_audio_transcription.completed");
            JsonNode done = client.awaitType("response.done");

            assertThat(heard.get("transcript").asString())
                    .matches("What is (twelve|12) times (seven|7)\\?");
            assertThat(done.get("response").get("status").asString()).isEqualTo("completed");
            assertThat(
                            done.get("response")
                                    .get("output")
                                    .get(0)
                                    .get("content")
                                    .get(0)
                                    .get("transcript")
                                    .asString())
                    .contains("84");
        }
    }

    @Test
    void theSubProtocolIsEchoedWhenItIsOffered() {
        try (Caller client = Caller.open(port, EngineEndpoint.PATH + QUERY, "realtime")) {
            assertThat(client.subprotocol()).isEqualTo("realtime");
            client.awaitType("session.created");
        }
    }

    @Test
    void messagesThatAreNoEventsAreAnsweredAndTheSessionGoesOn() {
        try (Caller client = Caller.client(port)) {
            client.awaitType("session.created");

            client.send("{\"type\":");
            client.send("[1,2]");
            client.send("{\"type\":\"input_audio_buffer.append\",\"audio\":\"not base64!\"}");
            client.send("{\"type\":\"session.update\",\"event_id\":\"e7\"}");
            client.await(
                    message -> message.path("error").path("event_id").asString("").equals("e7"));
            client.send("{\"type\":\"input_audio_buffer.clear\"}");

            client.awaitType("input_audio_buffer.cleared");
            assertThat(client.types()).containsSubsequence("error", "error", "error", "error");
        }
    }

    @Test
    void binaryMessagesEndTheConnection() {
        try (Caller client = Caller.client(port)) {
            client.awaitType("session.created");

            client.sendBytes(new byte[10]);

            assertThat(client.awaitClose()).isEqualTo(1003);
        }
    }

    @Test
    void aHandshakeThatLacksSomethingIsRefusedWithTheReason() {
        assertThat(Caller.get(port, EngineEndpoint.PATH + "?model=x").statusCode()).isEqualTo(400);
        assertThat(Caller.get(port, EngineEndpoint.PATH + "?api-version=2026-07-15").body())
                .contains("model is missing");
        assertThat(Caller.get(port, EngineEndpoint.PATH + QUERY).statusCode()).isEqualTo(426);
        assertThat(
                        Caller.get(
                                        port,
                                        EngineEndpoint.PATH + QUERY,
                                        "Origin",
                                        "https://evil.example.com")
                                .statusCode())
                .isEqualTo(403);
    }

    private static Pcm16 spoken(String sentence) throws Exception {
        try (MarySynthesizer voice = new MarySynthesizer()) {
            Pcm16[] all = {Pcm16.silence(24_000, java.time.Duration.ofMillis(300))};
            voice.speak(
                    new Synthesizer.Sentence(sentence, voice.voices().getFirst(), 1, 1),
                    samples -> all[0] = all[0].then(Pcm16.of(24_000, samples)));
            return all[0];
        }
    }

    private static void append(Caller client, Pcm16 audio) {
        for (int at = 0; at < audio.length(); at += 2_400) {
            byte[] bytes = audio.slice(at, Math.min(audio.length(), at + 2_400)).toBytes();
            client.send(
                    "{\"type\":\"input_audio_buffer.append\",\"audio\":\"%s\"}"
                            .formatted(Base64.getEncoder().encodeToString(bytes)));
        }
    }
}
