package dev.charla.boot.engine;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the offline service hears and speaks with.
 *
 * @param synthesizer {@code mary}, which is inside, or a program of the system's
 * @param recognizer {@code built-in}, which hears any words of English, or the kind of a model in
 *     the folder of models
 * @param detector what tells speech from noise: {@code built-in}, or {@code silero}, a model in the
 *     folder of models
 * @param models folder that {@code ./charla models fetch} fills
 * @param language BCP 47 tag of what callers usually speak, where the model does not tell
 * @param moonshineModel models of Moonshine, one for each language, the usual one first: names in
 *     the folder of models, paths, or {@code built-in} for the English one that is inside; empty:
 *     the only one there is
 * @param voskModel models of Vosk, one for each language, the usual one first: names in the folder
 *     of models, or paths; empty: the only one there is
 * @param whisperModel a model of whisper.cpp, likewise
 * @param sileroModel a model of Silero's detector, likewise
 * @param piperModel a voice of Piper, likewise: NAME.onnx, beside its NAME.onnx.json
 * @param espeakProgram name in {@code PATH} or path of espeak-ng
 * @param espeakVoice one or more of those that {@code espeak-ng --voices} lists, the usual one
 *     first
 * @param piperProgram name in {@code PATH} or path of Piper
 */
@ConfigurationProperties("charla.speech")
public record SpeechProperties(
        @DefaultValue("mary") Kind synthesizer,
        @DefaultValue("built-in") Ears recognizer,
        @DefaultValue("built-in") Detector detector,
        @DefaultValue("models") Path models,
        @Nullable String language,
        @DefaultValue List<String> moonshineModel,
        @DefaultValue List<String> voskModel,
        @Nullable String whisperModel,
        @Nullable String sileroModel,
        @Nullable String piperModel,
        @DefaultValue("espeak-ng") String espeakProgram,
        @DefaultValue("en-us") List<String> espeakVoice,
        @DefaultValue("piper") String piperProgram) {
    /** Who speaks. */
    public enum Kind {
        MARY,
        ESPEAK,
        PIPER
    }

    /** Who hears. */
    public enum Ears {
        BUILT_IN,
        MOONSHINE,
        VOSK,
        WHISPER
    }

    /** Who tells speech from noise. */
    public enum Detector {
        BUILT_IN,
        SILERO
    }
}
