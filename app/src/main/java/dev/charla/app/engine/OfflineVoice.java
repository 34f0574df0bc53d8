package dev.charla.app.engine;

import dev.charla.engine.synthesis.EspeakSynthesizer;
import dev.charla.engine.synthesis.MarySynthesizer;
import dev.charla.engine.synthesis.PiperSynthesizer;
import dev.charla.engine.synthesis.ProgramMissingException;
import dev.charla.engine.synthesis.Synthesizer;
import java.nio.file.Path;

/** What the offline service speaks with. */
final class OfflineVoice {
    private OfflineVoice() {}

    /**
     * As the settings say.
     *
     * @throws ProgramMissingException when a program or a voice is not there
     */
    static Synthesizer of(SpeechProperties speech) {
        return switch (speech.synthesizer()) {
            case MARY -> new MarySynthesizer();
            case ESPEAK -> EspeakSynthesizer.of(speech.espeakProgram(), speech.espeakVoice());
            case PIPER -> PiperSynthesizer.of(speech.piperProgram(), model(speech));
        };
    }

    private static Path model(SpeechProperties speech) {
        Path model = speech.piperModel();
        if (model == null) {
            throw new ProgramMissingException(
                    "Piper needs a voice: name its file NAME.onnx with charla.speech.piper-model.");
        }
        return model;
    }
}
