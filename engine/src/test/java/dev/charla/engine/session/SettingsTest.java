package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.recognition.Expected;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.event.WarningEvent;
import dev.charla.protocol.settings.AudioFormat;
import dev.charla.protocol.settings.SessionSettings;
import dev.charla.protocol.settings.TurnDetection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings as the service takes and echoes them. */
class SettingsTest {
    private SessionBench bench = new SessionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void nativeSession() {
        bench.close();
        bench = new SessionBench("gpt-realtime");
    }

    private SessionSettings updated(String session) {
        bench.read("{\"type\":\"session.update\",\"session\":%s}".formatted(session));
        assertThat(bench.of(ErrorEvent.class)).isEmpty();
        return bench.of(SessionEvent.Updated.class).getLast().session();
    }

    @Test
    void whatAnUpdateLeavesOutStaysAsItWas() {
        updated("{\"instructions\":\"Be brief.\",\"temperature\":1.1}");
        SessionSettings after = updated("{\"temperature\":0.9}");

        assertThat(after.instructions()).isEqualTo("Be brief.");
        assertThat(after.temperature()).isEqualTo(0.9);
        assertThat(after.turnDetection()).isInstanceOf(TurnDetection.ServerVad.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4.1", "gpt-realtime"})
    void aClientMaySendBackAllThatItWasTold(String model) {
        bench.close();
        bench = new SessionBench(model);
        String told = bench.codec.write(bench.only(SessionEvent.Created.class));
        String session = told.substring(told.indexOf("\"session\":") + 10);

        SessionSettings after = updated(session.substring(0, session.length() - 1));

        assertThat(after).isEqualTo(bench.only(SessionEvent.Created.class).session());
        assertThat(bench.echo())
                .containsOnlyOnce("\"object\":")
                .contains("\"truncation_strategy\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"object\":\"else\"}|session.object|invalid_value",
                "{\"id\":\"sess_other\"}|session.id|invalid_value",
                "{\"expires_at\":1}|session.expires_at|invalid_value",
                "{\"truncation_strategy\":\"auto\"}|session.truncation_strategy|invalid_value",
                "{\"agent\":{\"name\":\"x\"}}|session.agent|invalid_value",
                "{\"colour\":null}|session.colour|unknown_parameter"
            })
    void whatIsToldCannotBeChanged(String session, String param, String code) {
        bench.read("{\"type\":\"session.update\",\"session\":%s}".formatted(session));

        assertThat(bench.only(ErrorEvent.class).error())
                .satisfies(error -> {
                    assertThat(error.param()).isEqualTo(param);
                    assertThat(error.code()).isEqualTo(code);
                });
    }

    @Test
    void nestedObjectsAreReplacedWhole() {
        updated("{\"turn_detection\":{\"type\":\"server_vad\",\"silence_duration_ms\":900}}");
        SessionSettings after =
                updated("{\"turn_detection\":{\"type\":\"server_vad\",\"threshold\":0.4}}");

        assertThat(after.turnDetection())
                .isInstanceOfSatisfying(
                        TurnDetection.ServerVad.class,
                        vad -> {
                            assertThat(vad.threshold()).isEqualTo(0.4);
                            assertThat(vad.silenceDurationMs()).isNull();
                            assertThat(vad.createResponse()).isTrue();
                            assertThat(vad.interruptResponse()).isTrue();
                            assertThat(vad.autoTruncate()).isFalse();
                        });
    }

    @Test
    void aNativeSessionFillsInTheNumbersOfItsDetection() {
        nativeSession();

        assertThat(updated("{\"turn_detection\":{\"type\":\"server_vad\"}}").turnDetection())
                .isInstanceOfSatisfying(
                        TurnDetection.ServerVad.class,
                        vad -> {
                            assertThat(vad.threshold()).isEqualTo(0.5);
                            assertThat(vad.prefixPaddingMs()).isEqualTo(400);
                            assertThat(vad.silenceDurationMs()).isEqualTo(500);
                        });
    }

    @Test
    void azuresSemanticDetectionIsEchoedWithAllItsMembers() {
        updated("{\"turn_detection\":{\"type\":\"azure_semantic_vad\"}}");

        assertThat(bench.echo())
                .contains("\"profile\":\"classic\"", "\"remove_filler_words\":false")
                .contains("\"window_size\":null", "\"require_vowel\":null")
                .contains("\"neg_threshold\":null", "\"auto_truncate\":false");
    }

    @Test
    void endOfUtteranceDetectionIsEchoedWithItsLevel() {
        updated(
                """
                {"turn_detection":{"type":"server_vad","end_of_utterance_detection":
                  {"model":"semantic_detection_v1","timeout_ms":800}}}\
                """);

        assertThat(bench.echo()).contains("\"threshold_level\":\"default\"", "\"timeout_ms\":800");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"type\":\"none\"}"})
    void turnsByHandAreEchoedAsNull(String detection) {
        assertThat(updated("{\"turn_detection\":%s}".formatted(detection)).turnDetection())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "azure_semantic_vad",
                "azure_semantic_vad_multilingual",
                "azure_semantic_vad_en",
                "semantic_vad",
                "server_vad"
            })
    void everyKindOfDetectionHearsATurn(String kind) {
        updated("{\"turn_detection\":{\"type\":\"%s\"}}".formatted(kind));

        bench.speak("hello there", 800);
        bench.silence(700);
        bench.awaitDone();

        assertThat(bench.transcript()).isEqualTo("You said: hello there. Anything else?");
    }

    @Test
    void aVoiceByNameIsEchoedAsAnObject() {
        updated("{\"voice\":\"alloy\"}");

        assertThat(bench.echo()).contains("\"type\":\"openai\"", "\"name\":\"alloy\"");
    }

    @Test
    void theRateOfG711Is8000WhateverItWasBefore() {
        updated("{\"input_audio_format\":\"g711_ulaw\"}");
        SessionSettings after = updated("{\"instructions\":\"x\"}");

        assertThat(after.inputAudioSamplingRate()).isEqualTo(8_000);
        assertThat(updated("{\"input_audio_format\":\"pcm16\"}").inputAudioSamplingRate())
                .isEqualTo(24_000);
    }

    @ParameterizedTest
    @CsvSource({
        "pcm16,48",
        "pcm16_8000hz,16",
        "pcm16-8000hz,16",
        "pcm16_16000hz,32",
        "pcm16_24000hz,48",
        "pcm16_44100hz,88.2",
        "g711_ulaw,8",
        "g711_alaw,8"
    })
    void everyOutputFormatHasTheLengthOfTheSpeech(String format, double bytesPerMs) {
        SessionSettings after = updated("{\"output_audio_format\":\"%s\"}".formatted(format));
        bench.replies.text = "One. Two.";
        bench.type("count");
        bench.awaitDone();

        assertThat(after.outputAudioFormat()).isEqualTo(new AudioFormat(format));
        long bytes =
                bench.of(ResponseEvent.AudioDelta.class).stream()
                        .mapToLong(delta -> delta.delta().length())
                        .sum();
        // Two sentences of half a second; a resampler may keep a few samples to itself.
        assertThat(bytes / bytesPerMs).isBetween(985.0, 1_005.0);
    }

    @Test
    void inputInEitherLawOfG711IsHeard() {
        updated("{\"input_audio_format\":\"g711_alaw\"}");
        bench.recognizer.words.add("on the phone");
        byte[] loud = new byte[160];
        for (int i = 0; i < loud.length; i++) {
            // A square wave of 400 Hz, loud in A-law.
            loud[i] = (byte) (i / 10 % 2 == 0 ? 0x9a : 0x1a);
        }
        byte[] quiet = new byte[160];
        java.util.Arrays.fill(quiet, (byte) 0xd5);
        for (int i = 0; i < 40; i++) {
            bench.append(loud);
        }
        for (int i = 0; i < 35; i++) {
            bench.append(quiet);
        }
        bench.awaitDone();

        assertThat(bench.transcript()).startsWith("You said: on the phone.");
    }

    @Test
    void halfASampleIsCarriedToTheNextChunk() {
        bench.recognizer.words.add("odd chunks");
        byte[] tone = SessionBench.tone(24_000, 800);
        for (int at = 0; at < tone.length; at += 961) {
            bench.append(java.util.Arrays.copyOfRange(tone, at, Math.min(tone.length, at + 961)));
        }
        bench.silence(700);
        bench.awaitDone();

        assertThat(bench.transcript()).startsWith("You said: odd chunks.");
    }

    @Test
    void settingsThatOnlyTuneAreTakenWithAWarning() {
        updated(
                """
                {"reasoning_effort":"low","include":["item.input_audio_transcription.phrases"],
                 "input_audio_transcription":{"model":"azure-speech","language":"en-US,de-DE",
                   "phrase_list":["Contoso"],"custom_speech":{"en-US":"guid"}}}\
                """);

        assertThat(bench.of(WarningEvent.class))
                .extracting(event -> event.warning().param())
                .containsExactlyInAnyOrder(
                        "session.reasoning_effort",
                        "session.include",
                        "session.input_audio_transcription.language",
                        "session.input_audio_transcription.phrase_list",
                        "session.input_audio_transcription.custom_speech");
    }

    @Test
    void phrasesReachARecogniserThatUsesThemWithoutAWarning() {
        bench.close();
        bench = SessionBench.hearingPhrases();

        updated(
                """
                {"input_audio_transcription":{"model":"azure-speech","language":"en-US",
                   "phrase_list":["Contoso","Fabrikam"]}}\
                """);
        bench.speak("Contoso", 800);
        bench.silence(700);
        bench.awaitDone();
        updated("{\"input_audio_transcription\":{\"model\":\"azure-speech\"}}");
        bench.speak("anything", 800);
        bench.silence(700);
        bench.awaitDone();

        assertThat(bench.of(WarningEvent.class)).isEmpty();
        assertThat(bench.recognizer.told)
                .containsExactly(
                        new Expected("en-US", List.of("Contoso", "Fabrikam")),
                        Expected.in("en-US"));
    }

    @Test
    void theWarningOfPhrasesSaysWhichRecogniserUsesThem() {
        updated(
                """
                {"input_audio_transcription":{"model":"azure-speech","phrase_list":["Contoso"]}}\
                """);

        assertThat(bench.only(WarningEvent.class).warning().message())
                .contains("phrase lists", "charla.speech.recognizer=whisper");
    }

    @Test
    void toolsAreTakenWithAWarningWhereNothingCallsThem() {
        bench.close();
        bench = SessionBench.withoutTools();

        updated("{\"tools\":[{\"type\":\"function\",\"name\":\"f\"}]}");

        assertThat(bench.only(WarningEvent.class).warning().code()).isEqualTo("tools_not_called");
    }

    @Test
    void metadataIsLimitedAsAtTheService() {
        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"metadata\":{\"k\":\"%s\"}}}"
                        .formatted("x".repeat(513)));

        assertThat(bench.only(ErrorEvent.class).error().param()).isEqualTo("session.metadata");
        bench.events.clear();
        assertThat(updated("{\"metadata\":{\"k\":\"v\"}}").metadata()).containsEntry("k", "v");
    }

    @Test
    void interimResponsesAreNoneOfNativeModels() {
        nativeSession();

        bench.read(
                """
                {"type":"session.update","session":{"interim_response":
                  {"type":"static_interim_response","texts":["One moment."]}}}\
                """);

        assertThat(bench.only(ErrorEvent.class).error().message())
                .containsIgnoringCase("interim response");
    }

    @Test
    void anUnknownMemberIsRefusedByItsName() {
        bench.read("{\"type\":\"session.update\",\"session\":{\"colour\":\"red\"}}");

        assertThat(bench.only(ErrorEvent.class).error())
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("unknown_parameter");
                    assertThat(error.param()).isEqualTo("session.colour");
                });
    }
}
