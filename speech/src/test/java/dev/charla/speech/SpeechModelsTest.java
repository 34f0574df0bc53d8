package dev.charla.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.speech.SpeechModels.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechModelsTest {
    @TempDir Path folder;

    @Test
    void theOnlyModelOfAKindNeedsNoName() throws IOException {
        Path spanish = vosk("vosk-model-small-es-0.42");
        Path base = file("ggml-base.bin");
        Path detector = file("silero_vad.onnx");
        file("es_ES-davefx-medium.onnx.json");
        Path voice = file("es_ES-davefx-medium.onnx");
        SpeechModels models = new SpeechModels(folder);

        assertThat(models.find(Kind.VOSK, null)).isEqualTo(spanish);
        assertThat(models.find(Kind.WHISPER, "")).isEqualTo(base);
        assertThat(models.find(Kind.SILERO, null)).isEqualTo(detector);
        assertThat(models.find(Kind.PIPER, null)).isEqualTo(voice);
    }

    @Test
    void ofSeveralOneMustBeNamed() throws IOException {
        vosk("vosk-model-small-en-us-0.15");
        Path spanish = vosk("vosk-model-small-es-0.42");
        SpeechModels models = new SpeechModels(folder);

        assertThatThrownBy(() -> models.find(Kind.VOSK, null))
                .hasMessageContaining("vosk-model-small-en-us-0.15, vosk-model-small-es-0.42")
                .hasMessageContaining("charla.speech.vosk-model");
        assertThat(models.find(Kind.VOSK, "vosk-model-small-es-0.42")).isEqualTo(spanish);
        assertThat(models.find(Kind.VOSK, spanish.toString())).isEqualTo(spanish);
        assertThatThrownBy(() -> models.find(Kind.VOSK, "vosk-model-fr"))
                .hasMessageContaining("There is no vosk-model-fr")
                .hasMessageContaining("There are: vosk-model-small-en-us-0.15");
    }

    @Test
    void aMissingModelIsToldWithTheCommandThatBringsIt() {
        assertThatThrownBy(() -> new SpeechModels(folder.resolve("none")).find(Kind.WHISPER, null))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("./charla models fetch whisper-base")
                .hasMessageContaining("charla.speech.models");
    }

    @Test
    void aHalfModelIsNone() throws IOException {
        file("es_ES-davefx-medium.onnx");

        assertThatThrownBy(
                        () -> new SpeechModels(folder).find(Kind.PIPER, "es_ES-davefx-medium.onnx"))
                .hasMessageContaining("a part of it lacks");
    }

    @ParameterizedTest
    @CsvSource({
        "vosk-model-small-es-0.42,es",
        "vosk-model-small-en-us-0.15,en-US",
        "vosk-model-en-us-0.22-lgraph,en-US",
        "vosk-model-cn-0.22,zh-CN",
        "vosk-model-fr,fr"
    })
    void theLanguageIsInTheNameOfAModel(String name, String language) {
        assertThat(SpeechModels.voskLanguage(folder.resolve(name))).isEqualTo(language);
    }

    @Test
    void aModelOfAnotherNameNeedsItsLanguageSaid() {
        assertThatThrownBy(() -> SpeechModels.voskLanguage(folder.resolve("ours")))
                .hasMessageContaining("charla.speech.language");
    }

    @Test
    void aModelOfMoonshineIsAFolderWithBothHalves() throws IOException {
        Path spanish = moonshine("moonshine-base-es");
        Files.createDirectories(folder.resolve(".parts/moonshine-base-xx/moonshine-base-xx"));
        Files.writeString(
                Files.createDirectory(folder.resolve("half")).resolve("encoder_model.onnx"), "x");
        SpeechModels models = new SpeechModels(folder);

        assertThat(models.find(Kind.MOONSHINE, null)).isEqualTo(spanish);
        assertThatThrownBy(() -> models.find(Kind.MOONSHINE, "half"))
                .hasMessageContaining("a part of it lacks");
        assertThatThrownBy(
                        () -> new SpeechModels(folder.resolve("none")).find(Kind.MOONSHINE, null))
                .hasMessageContaining("./charla models fetch moonshine-base-es");
    }

    @Test
    void aModelWhoseLicenceNobodyAgreedToIsNotUsed() throws IOException {
        Path spanish = moonshine("moonshine-base-es");
        SpeechModels models = new SpeechModels(folder);
        models.moonshine(List.of(), null, 1).close();
        Files.writeString(spanish.resolve(Agreement.LICENCE), "terms");

        assertThatThrownBy(() -> models.moonshine(List.of(), null, 1))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("./charla models fetch moonshine-base-es shows it and asks");

        Agreement.remember(spanish, "test", Instant.EPOCH);
        models.moonshine(List.of(), null, 1).close();
    }

    @Test
    void severalModelsOfMoonshineAndTheOneInsideHearALanguageEach() throws IOException {
        moonshine("moonshine-base-es");
        moonshine("moonshine-tiny-pt-BR");
        moonshine("ours");
        SpeechModels models = new SpeechModels(folder);

        try (var ears =
                models.moonshine(
                        List.of("moonshine-tiny-pt-BR", "built-in", "moonshine-base-es"),
                        null,
                        1)) {
            assertThat(ears.languages()).containsExactly("pt-BR", "en-US", "es");
        }
        try (var ears = models.moonshine(List.of("ours"), "de-AT", 1)) {
            assertThat(ears.languages()).containsExactly("de-AT");
        }
        assertThatThrownBy(() -> models.moonshine(List.of("ours"), null, 1))
                .hasMessageContaining("charla.speech.language");
    }

    private Path moonshine(String name) throws IOException {
        Path model = Files.createDirectory(folder.resolve(name));
        Files.writeString(model.resolve("encoder_model.onnx"), "x");
        Files.writeString(model.resolve("decoder_model_merged.onnx"), "x");
        return model;
    }

    private Path vosk(String name) throws IOException {
        Path model = folder.resolve(name);
        Files.createDirectories(model.resolve("am"));
        Files.writeString(model.resolve("am/final.mdl"), "x");
        return model;
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "x");
    }
}
