package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.request.InputAudioBufferRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleaningTest {
    private final SessionBench bench = new SessionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void noiseReductionAndEchoCancellationAreEchoedAsAsked() {
        update(
                """
                {"input_audio_noise_reduction":{"type":"azure_deep_noise_suppression"},
                 "input_audio_echo_cancellation":{"type":"server_echo_cancellation"}}\
                """);

        assertThat(bench.of(ErrorEvent.class)).isEmpty();
        assertThat(bench.echo())
                .contains(
                        "\"input_audio_noise_reduction\":{\"type\":\"azure_deep_noise_suppression\"}",
                        "\"input_audio_echo_cancellation\":{\"type\":\"server_echo_cancellation\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"input_audio_noise_reduction\":{\"type\":\"magic\"}}|invalid_value",
                "{\"input_audio_echo_cancellation\":{\"type\":\"magic\"}}|invalid_value",
                "{\"input_audio_echo_cancellation\":{\"type\":\"server_echo_cancellation\",\"reference_source\":\"me\"}}|invalid_value",
                "{\"input_audio_echo_cancellation\":{\"type\":\"server_echo_cancellation\",\"channels\":3}}|invalid_value",
                "{\"input_audio_echo_cancellation\":{\"type\":\"server_echo_cancellation\",\"channels\":2}}|invalid_ec_channels_requires_client",
                "{\"input_audio_echo_cancellation\":{\"type\":\"server_echo_cancellation\",\"reference_source\":\"client\"}}|invalid_ec_reference_channels",
                "{\"input_audio_format\":\"g711_ulaw\",\"input_audio_echo_cancellation\":{\"type\":\"server_echo_cancellation\",\"reference_source\":\"client\",\"channels\":2}}|invalid_ec_channels_format"
            })
    void misuseIsRefusedWithTheServicesCode(String settings, String code) {
        String before = bench.echo();

        update(settings);

        assertThat(bench.only(ErrorEvent.class).error().code()).isEqualTo(code);
        assertThat(bench.echo()).isEqualTo(before);
    }

    @Test
    void theChannelsStayAsTheyWere() {
        update(
                "{\"input_audio_echo_cancellation\":{\"type\":\"server_echo_cancellation\",\"reference_source\":\"client\",\"channels\":2}}");
        update("{\"input_audio_echo_cancellation\":null}");

        assertThat(bench.only(ErrorEvent.class).error().code())
                .isEqualTo("change_in_ec_channels_not_allowed");
    }

    @Test
    void whatTheClientPlaysBeginsNoTurnAndTheCallerDoes() {
        update(
                "{\"input_audio_echo_cancellation\":{\"type\":\"server_echo_cancellation\",\"reference_source\":\"client\",\"channels\":2}}");

        // Six seconds of the agent, of which the microphone hears a third; then the caller.
        stereo(300, 0, 6_000);
        long whileAgentSpoke = bench.of(InputAudioBufferEvent.SpeechStarted.class).size();
        bench.recognizer.words.add("hello");
        stereo(300, 8_000, 600);

        assertThat(whileAgentSpoke).isLessThanOrEqualTo(1);
        assertThat(bench.of(InputAudioBufferEvent.SpeechStarted.class))
                .hasSize((int) whileAgentSpoke + 1);
    }

    @Test
    void aSpokenTurnIsHeardThroughTheNoiseFilter() {
        update("{\"input_audio_noise_reduction\":{\"type\":\"near_field\"}}");

        bench.speak("hello", 600);
        bench.silence(700);
        bench.awaitDone();

        assertThat(bench.of(InputAudioBufferEvent.SpeechStarted.class)).hasSize(1);
    }

    private void update(String settings) {
        bench.read("{\"type\":\"session.update\",\"session\":" + settings + "}");
    }

    /** A caller's tone in the first channel over a wandering tone that is played and heard. */
    private void stereo(int callerHz, int callerAmplitude, int ms) {
        double phase = 0;
        for (int at = 0; at < ms; at += 20) {
            byte[] bytes = new byte[24_000 / 50 * 4];
            for (int i = 0; i < bytes.length / 4; i++) {
                double seconds = at / 1_000.0 + i / 24_000.0;
                phase += 2 * Math.PI * (600 + 400 * Math.sin(7 * seconds)) / 24_000;
                double played =
                        9_000
                                * Math.sin(phase)
                                * Math.max(0, Math.sin(2 * Math.PI * 2.3 * seconds));
                double heard =
                        played / 3 + callerAmplitude * Math.sin(2 * Math.PI * callerHz * seconds);
                put(bytes, 4 * i, (int) heard);
                put(bytes, 4 * i + 2, (int) played);
            }
            bench.send(new InputAudioBufferRequest.Append(AudioBytes.wrap(bytes)));
            bench.loop.advance(Duration.ofMillis(20));
        }
    }

    private static void put(byte[] bytes, int at, int sample) {
        bytes[at] = (byte) sample;
        bytes[at + 1] = (byte) (sample >> 8);
    }
}
