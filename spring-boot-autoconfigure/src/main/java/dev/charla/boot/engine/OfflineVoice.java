package dev.charla.boot.engine;

import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.ModelMissingException;
import dev.charla.speech.SpeechModels;
import dev.charla.speech.synthesis.EspeakSynthesizer;
import dev.charla.speech.synthesis.MarySynthesizer;
import dev.charla.speech.synthesis.PiperSynthesizer;
import dev.charla.speech.synthesis.ProgramMissingException;

/** What the offline service speaks with. */
final class OfflineVoice {
    private OfflineVoice() {}

    /**
     * As the settings say.
     *
     * @throws ProgramMissingException when a program or a voice is not there
     * @throws ModelMissingException when a voice of Piper's is not there
     */
    static Synthesizer of(SpeechProperties speech) {
        return switch (speech.synthesizer()) {
            case MARY -> new MarySynthesizer();
            case ESPEAK -> EspeakSynthesizer.of(speech.espeakProgram(), speech.espeakVoice());
            case PIPER ->
                    PiperSynthesizer.of(
                            speech.piperProgram(),
                            new SpeechModels(speech.models())
                                    .find(SpeechModels.Kind.PIPER, speech.piperModel()));
        };
    }
}
