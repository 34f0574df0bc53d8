package dev.charla.boot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.speech.ModelMissingException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Ears are not loaded before they are warmed up, so these need no model. */
@ExtendWith(OutputCaptureExtension.class)
class OfflineEarsTest {
    private static final String WARNING =
            "the ears do not understand the language that the skills answer in";

    @ParameterizedTest
    @CsvSource({"es,false,true", "en,false,false", ",false,false", "es,true,false"})
    void skillsInALanguageThatTheEarsLackAreToldInTheLog(
            @Nullable String skills, boolean freeSpeech, boolean told, CapturedOutput log) {
        OfflineEars.recognizer(settings(SpeechProperties.Ears.BUILT_IN), freeSpeech, skills, 1)
                .close();

        assertThat(log.getOut().contains(WARNING)).isEqualTo(told);
    }

    @Test
    void aModelThatIsNotThereIsToldWithTheCommandThatBringsIt() {
        assertThatThrownBy(() ->
                        OfflineEars.recognizer(
                                settings(SpeechProperties.Ears.MOONSHINE), false, "es", 1))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("./charla models fetch moonshine-base-es");
    }

    private static SpeechProperties settings(SpeechProperties.Ears ears) {
        return new SpeechProperties(
                SpeechProperties.Kind.MARY,
                ears,
                SpeechProperties.Detector.BUILT_IN,
                Path.of("target/no-models"),
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                "espeak-ng",
                List.of("en-us"),
                "piper");
    }
}
