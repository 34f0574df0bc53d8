package dev.charla.boot.engine;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Recogniser, speech detector and voice of the engine.
 *
 * @param synthesizer which synthesiser speaks: {@code mary} is built in; the others are programs of
 *     the operating system
 * @param recognizer which recogniser is used: {@code built-in} recognises any English words; the
 *     others need a model in the models folder
 * @param detector which speech detector is used: {@code built-in}, or {@code silero}, which needs a
 *     model in the models folder
 * @param models the models folder, which {@code ./charla models fetch} fills
 * @param language BCP 47 tag of the language that callers usually speak, if the model does not
 *     define it
 * @param moonshineModel Moonshine models, one per language, the default first: names in the models
 *     folder, paths, or {@code built-in} for the English model in the jar; empty: the only model in
 *     the folder
 * @param voskModel Vosk models, one per language, the default first: names in the models folder, or
 *     paths; empty: the only model in the folder
 * @param whisperModel a whisper.cpp model: name in the models folder, or path; empty: the only one
 *     in the folder
 * @param sileroModel a Silero detector model: name in the models folder, or path; empty: the only
 *     one in the folder
 * @param piperModel a Piper voice, {@code NAME.onnx} with {@code NAME.onnx.json} beside it: name in
 *     the models folder, or path; empty: the only one in the folder
 * @param espeakProgram espeak-ng executable: path, or name in {@code PATH}
 * @param espeakVoice one or more voices from the list of {@code espeak-ng --voices}, the default
 *     first
 * @param piperProgram Piper executable: path, or name in {@code PATH}
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
