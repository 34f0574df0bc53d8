package dev.charla.app.engine;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the offline service speaks with.
 *
 * @param synthesizer {@code mary}, which is inside, or a program of the system's
 * @param espeakProgram name in {@code PATH} or path of espeak-ng
 * @param espeakVoice one of those that {@code espeak-ng --voices} lists
 * @param piperProgram name in {@code PATH} or path of Piper
 * @param piperModel a voice of Piper: the file NAME.onnx, beside its NAME.onnx.json
 */
@ConfigurationProperties("charla.speech")
public record SpeechProperties(
        @DefaultValue("mary") Kind synthesizer,
        @DefaultValue("espeak-ng") String espeakProgram,
        @DefaultValue("en-us") String espeakVoice,
        @DefaultValue("piper") String piperProgram,
        @Nullable Path piperModel) {
    /** Who speaks. */
    public enum Kind {
        MARY,
        ESPEAK,
        PIPER
    }
}
