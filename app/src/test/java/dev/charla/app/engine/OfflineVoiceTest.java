package dev.charla.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.synthesis.EspeakSynthesizer;
import dev.charla.engine.synthesis.ProgramMissingException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class OfflineVoiceTest {
    @Test
    void aProgramOfTheSystemsSpeaksWhereItIsSet() {
        var voice = OfflineVoice.of(settings(SpeechProperties.Kind.ESPEAK, "espeak-ng"));

        assertThat(voice).isInstanceOf(EspeakSynthesizer.class);
        assertThat(voice.voices()).containsExactly("espeak-es");
    }

    @Test
    void aVoiceOfPipersHasToBeNamed() {
        assertThatThrownBy(() -> OfflineVoice.of(settings(SpeechProperties.Kind.PIPER, "x")))
                .hasMessageContaining("charla.speech.piper-model");
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
        return new SpeechProperties(kind, program, "es", "piper", null);
    }
}
