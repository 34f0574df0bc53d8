package dev.charla.boot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.speech.synthesis.EspeakSynthesizer;
import dev.charla.speech.synthesis.ProgramMissingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class OfflineVoiceTest {
    @Test
    void aProgramOfTheSystemsSpeaksWhereItIsSet() {
        var voice = OfflineVoice.of(settings(SpeechProperties.Kind.ESPEAK, "espeak-ng"));

        assertThat(voice).isInstanceOf(EspeakSynthesizer.class);
        assertThat(voice.voices()).containsExactly("espeak-es", "espeak-en-us");
    }

    @Test
    void aVoiceOfPipersHasToBeNamed() {
        assertThatThrownBy(() -> OfflineVoice.of(settings(SpeechProperties.Kind.PIPER, "x")))
                .hasMessageContaining("no model of Piper's voices")
                .hasMessageContaining("./charla models fetch piper-en_US-ljspeech-medium");
    }

    @Test
    void whatIsMissingIsToldWithoutAStackTrace() {
        ProgramMissingException missing = new ProgramMissingException("There is no program x.");

        FailureAnalysis told =
                Objects.requireNonNull(
                        new UserFileFailureAnalyzer().analyze(new IllegalStateException(missing)));

        assertThat(told.getDescription()).isEqualTo("There is no program x.");
    }

    private static SpeechProperties settings(SpeechProperties.Kind kind, String program) {
        return new SpeechProperties(
                kind,
                SpeechProperties.Ears.BUILT_IN,
                SpeechProperties.Detector.BUILT_IN,
                Path.of("target/no-models"),
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                program,
                List.of("es", "en-us"),
                "piper");
    }
}
