package dev.charla.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaApplication;
import dev.charla.engine.Engine;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A process that may hear one caller with what it may take of its processors. */
@SpringBootTest(
        classes = CharlaApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "charla.engine.max-load=0.001")
class BusyIT {
    private static final String TRANSCRIPTION = "conversation.item.input_audio_transcription.";

    /** A second of silence at 24 kHz, which is committed by hand. */
    private static final String AUDIO =
            Base64.getEncoder().encodeToString(new byte[24_000 * Short.BYTES]);

    @LocalServerPort int port;
    @Autowired Engine engine;
    @Autowired MeterRegistry meters;

    private static JsonNode speak(Caller caller, int turns) {
        caller.send("{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + AUDIO + "\"}");
        caller.send("{\"type\":\"input_audio_buffer.commit\"}");
        return caller.await(
                message ->
                        message.path("type")
                                .asString("")
                                .matches(TRANSCRIPTION + "(completed|failed)"),
                turns);
    }

    private Caller session() {
        Caller caller = Caller.client(port);
        caller.send("{\"type\":\"session.update\",\"session\":{\"turn_detection\":null}}");
        return caller;
    }

    @Test
    void whoTypesIsAnsweredWhileNoFurtherCallerIsHeardAndTheOneWhoWasGoesOn() {
        await().until(engine::hears);
        try (Caller first = session();
                Caller second = session();
                Caller page = Caller.page(port)) {
            assertThat(speak(first, 1).path("type").asString("")).endsWith("completed");

            JsonNode refused = speak(second, 1);
            assertThat(refused.path("type").asString("")).endsWith("failed");
            assertThat(refused.path("error").path("code").asString(""))
                    .isEqualTo("recognizer_busy");
            assertThat(refused.path("error").path("message").asString("")).contains("or type");
            assertThat(meters.get("charla.engine.busy").functionCounter().count()).isEqualTo(1);

            second.send(
                    """
                    {"type":"conversation.item.create","item":{"type":"message","role":"user",
                     "content":[{"type":"input_text","text":"What time is it?"}]}}
                    """);
            second.send("{\"type\":\"response.create\"}");
            second.awaitType("response.audio_transcript.done");
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"What time is it?\"}");
            page.awaitState("speaking");
            assertThat(speak(first, 2).path("type").asString("")).endsWith("completed");
        }
    }
}
