package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.event.AnimationEvent;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the words of an answer sound, and the shapes of the mouth. */
class SpeechTimesTest {
    private final SessionBench bench = new SessionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void ask(String settings) {
        bench.read("{\"type\":\"session.update\",\"session\":" + settings + "}");
        bench.replies.text = "One two. Three four five.";
        bench.type("count");
        bench.awaitDone();
    }

    @Test
    void wordsAreToldWithTheirPlaceInTheAudioOfTheItem() {
        ask("{\"output_audio_timestamp_types\":[\"word\"]}");

        // Half a second for each sentence.
        assertThat(bench.of(ResponseEvent.AudioTimestampDelta.class))
                .extracting(
                        ResponseEvent.AudioTimestampDelta::text,
                        ResponseEvent.AudioTimestampDelta::audioOffsetMs,
                        ResponseEvent.AudioTimestampDelta::audioDurationMs)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("One", 0, 250),
                        org.assertj.core.groups.Tuple.tuple("two.", 250, 250),
                        org.assertj.core.groups.Tuple.tuple("Three", 500, 166),
                        org.assertj.core.groups.Tuple.tuple("four", 666, 166),
                        org.assertj.core.groups.Tuple.tuple("five.", 833, 166));
        assertThat(bench.types())
                .containsSubsequence(
                        "response.audio_timestamp.delta",
                        "response.audio.delta",
                        "response.audio_timestamp.done",
                        "response.audio.done");
        assertThat(bench.of(AnimationEvent.class)).isEmpty();
    }

    @Test
    void aWordIsToldBeforeTheAudioItIsIn() {
        ask("{\"output_audio_timestamp_types\":[\"word\"],\"output_audio_format\":\"g711_ulaw\"}");

        List<Long> late = new ArrayList<>();
        long sentMs = 0;
        for (ServerEvent event : bench.events) {
            if (event instanceof ResponseEvent.AudioDelta delta) {
                sentMs += delta.delta().length() / 8;
            } else if (event instanceof ResponseEvent.AudioTimestampDelta word) {
                // No later than its audio, and no more than one piece of audio before it.
                late.add(word.audioOffsetMs() - sentMs);
            }
        }
        assertThat(late).hasSize(5).allMatch(ms -> ms >= 0 && ms <= 200);
    }

    @Test
    void visemesAreToldWhereTheyAreAskedFor() {
        ask("{\"animation\":{\"model_name\":\"default\",\"outputs\":[\"viseme_id\"]}}");

        assertThat(bench.of(AnimationEvent.VisemeDelta.class))
                .extracting(AnimationEvent.VisemeDelta::audioOffsetMs)
                .containsExactly(0, 250, 500, 666, 833);
        assertThat(bench.of(AnimationEvent.VisemeDone.class)).hasSize(1);
        assertThat(bench.of(ResponseEvent.AudioTimestampDelta.class)).isEmpty();
    }

    @Test
    void whatIsOnlyWrittenHasNoTimes() {
        ask("{\"output_audio_timestamp_types\":[\"word\"],\"modalities\":[\"text\"]}");

        assertThat(bench.types()).noneMatch(type -> type.contains("timestamp"));
    }

    @Test
    void whatIsNotSentBeforeAnInterruptionIsNotTimed() {
        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"output_audio_timestamp_types\":[\"word\"]}}");
        bench.replies.text = "Word after word after word. ".repeat(60);
        bench.stall();
        bench.type("conversation");
        bench.awaitAudio(3_000);
        bench.speak("stop", 400);
        bench.awaitDone();

        long sent = bench.audioMs();
        assertThat(bench.of(ResponseEvent.AudioTimestampDelta.class))
                .isNotEmpty()
                .allMatch(word -> word.audioOffsetMs() < sent);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"output_audio_timestamp_types\":[\"word\",\"phoneme\"]}|session.output_audio_timestamp_types",
                "{\"animation\":{}}|session.animation.outputs",
                "{\"animation\":{\"model_name\":\"other\",\"outputs\":[\"viseme_id\"]}}|session.animation.model_name"
            })
    void whatThereIsNotIsRefused(String settings, String param) {
        bench.read("{\"type\":\"session.update\",\"session\":" + settings + "}");

        assertThat(bench.only(ErrorEvent.class).error().param()).isEqualTo(param);
    }
}
