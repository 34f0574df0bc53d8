package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.request.SessionRequest;
import dev.charla.protocol.settings.Modality;
import dev.charla.protocol.settings.SessionUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates of the session, and what they are refused for. */
class UpdatesTest {
    private final SessionBench bench = new SessionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"turn_detection\":{\"type\":\"telepathy\"}}|session.turn_detection.type",
                "{\"turn_detection\":{\"type\":\"azure_semantic_vad\",\"neg_threshold\":-1}}|session.turn_detection.neg_threshold",
                "{\"turn_detection\":{\"type\":\"semantic_vad\",\"eagerness\":\"wild\"}}|session.turn_detection.eagerness",
                "{\"turn_detection\":{\"type\":\"server_vad\",\"idle_timeout_ms\":3}}|session.turn_detection.idle_timeout_ms",
                "{\"turn_detection\":{\"type\":\"server_vad\",\"auto_truncate\":true,\"interrupt_response\":false}}|session.turn_detection.auto_truncate",
                "{\"turn_detection\":{\"type\":\"azure_semantic_vad_multilingual\",\"languages\":[\"de\",\"fr\"]}}|session.turn_detection.languages",
                "{\"turn_detection\":{\"type\":\"server_vad\",\"end_of_utterance_detection\":{\"model\":\"guess\"}}}|session.turn_detection.end_of_utterance_detection.model",
                "{\"turn_detection\":{\"type\":\"server_vad\",\"threshold\":2}}|session.turn_detection.threshold",
                "{\"voice\":\"nobody\"}|session.voice.name",
                "{\"voice\":{\"type\":\"azure-standard\",\"name\":\"de-DE-KatjaNeural\"}}|session.voice.name",
                "{\"voice\":{\"type\":\"azure-custom\",\"name\":\"x\",\"endpoint_id\":\"y\"}}|session.voice.type",
                "{\"modalities\":[\"audio\"]}|session.modalities",
                "{\"input_audio_format\":\"opus\"}|session.input_audio_format",
                "{\"input_audio_sampling_rate\":12345}|session.input_audio_sampling_rate",
                "{\"output_audio_format\":\"mp3\"}|session.output_audio_format",
                "{\"input_audio_transcription\":{\"model\":\"azure-speech\",\"language\":\"de-DE\"}}|session.input_audio_transcription.language",
                "{\"tools\":[{\"type\":\"function\",\"name\":\"no good\"}]}|session.tools[0].name",
                "{\"tools\":[{\"type\":\"function\",\"name\":\"f\"},{\"type\":\"function\",\"name\":\"f\"}]}|session.tools[1].name",
                "{\"tools\":[{\"type\":\"foundry_agent\",\"agent_name\":\"f\"}]}|session.tools[0].type",
                "{\"tools\":[{\"type\":\"hammer\"}]}|session.tools[0].type",
                "{\"tool_choice\":\"required\"}|session.tool_choice",
                "{\"tool_choice\":{\"type\":\"function\",\"name\":\"f\"}}|session.tool_choice.name",
                "{\"tool_choice\":\"perhaps\"}|session.tool_choice",
                "{\"max_response_output_tokens\":5000}|session.max_response_output_tokens",
                "{\"reasoning_effort\":\"much\"}|session.reasoning_effort",
                "{\"include\":[\"all\"]}|session.include",
                "{\"animation\":{\"outputs\":[\"blendshapes\"]}}|session.animation.outputs",
                "{\"output_audio_timestamp_types\":[\"phoneme\"]}|session.output_audio_timestamp_types",
                "{\"interim_response\":{\"type\":\"llm_interim_response\",\"max_completion_tokens\":0}}|session.interim_response.max_completion_tokens",
                "{\"interim_response\":{\"type\":\"llm_interim_response\",\"triggers\":[\"boredom\"]}}|session.interim_response.triggers",
                "{\"interim_response\":{\"type\":\"static_interim_response\",\"texts\":[]}}|session.interim_response.texts",
                "{\"input_audio_format\":\"g711_ulaw\",\"input_audio_sampling_rate\":24000}|session.input_audio_sampling_rate",
                "{\"avatar\":{\"character\":\"lisa\",\"customized\":false}}|session.avatar",
                "{\"model\":\"another\"}|session.model",
                "{\"temperature\":3}|session.temperature"
            })
    void whatIsNotDoneHereIsRefusedAndTheSessionStaysAsItWas(String session, String param) {
        String before = bench.echo();

        bench.read(
                "{\"type\":\"session.update\",\"event_id\":\"evt_9\",\"session\":%s}"
                        .formatted(session));

        assertThat(bench.only(ErrorEvent.class).error())
                .satisfies(error -> {
                    assertThat(error.param()).isEqualTo(param);
                    assertThat(error.eventId()).isEqualTo(new EventId("evt_9"));
                    assertThat(error.code()).isEqualTo("invalid_value");
                });
        assertThat(bench.echo()).isEqualTo(before);
    }

    @Test
    void aCloudVoiceIsTakenWithAWarning() {
        bench.read(
                """
                {"type":"session.update","session":{"voice":
                  {"type":"azure-standard","name":"en-US-AvaNeural"}}}
                """);

        assertThat(bench.types()).endsWith("session.updated", "warning");
    }

    @Test
    void theVoiceStaysOnceItWasHeard() {
        bench.type("hello");
        bench.awaitDone();

        bench.read("{\"type\":\"session.update\",\"session\":{\"voice\":\"alloy\"}}");

        assertThat(bench.only(ErrorEvent.class).error().code()).isEqualTo("cannot_update_voice");
    }

    @Test
    void anUpdateIsEchoedWhole() {
        bench.read("{\"type\":\"session.update\",\"session\":{\"instructions\":\"Be brief.\"}}");

        SessionEvent.Updated updated = bench.only(SessionEvent.Updated.class);
        assertThat(updated.session().instructions()).isEqualTo("Be brief.");
        assertThat(updated.session().modalities()).containsExactly(Modality.TEXT, Modality.AUDIO);
    }

    @Test
    void updatesByRecordAreTaken() {
        bench.send(
                new SessionRequest.Update(SessionUpdate.builder().instructions("Rhyme.").build()));

        assertThat(bench.only(SessionEvent.Updated.class).session().instructions())
                .isEqualTo("Rhyme.");
    }
}
