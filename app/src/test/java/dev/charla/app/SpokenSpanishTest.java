package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.skills.SkillCheck;
import dev.charla.engine.skills.SkillCheck.Taken;
import dev.charla.engine.skills.SkillCheck.Way;
import dev.charla.engine.skills.SkillSets;
import dev.charla.engine.synthesis.EspeakSynthesizer;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.SpeechModels;
import dev.charla.speech.fetch.ModelsCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Spanish spoken by espeak-ng, heard by the model that is fetched, and taken by the skills. */
class SpokenSpanishTest {
    private static final Path MODELS = Path.of("target/models");

    private static final List<String> SENTENCES =
            List.of(
                    "¿Cuánto es siete más cinco?",
                    "¿Cuánto es doce por nueve?",
                    "¿Cuánto es el quince por ciento de ochenta?",
                    "Pon un temporizador de diez minutos.",
                    "¿Qué sabes hacer?",
                    "¿Quién eres?",
                    "Buenos días.",
                    "Habla más despacio.");

    @Test
    void whatIsSaidIsTakenForWhatItMeansAndForNothingElse() throws Exception {
        assertThat(
                        ModelsCommand.run(
                                List.of("fetch", "moonshine-base-es", "--accept-licence"),
                                MODELS,
                                null))
                .as("what could not be fetched is told above")
                .isZero();
        var skills = new SkillCheck(SkillSets.of(null, "es").languages().getFirst(), null);
        var voice = EspeakSynthesizer.of("espeak-ng", List.of("es"));
        int right = 0;
        try (Recognizer ears = new SpeechModels(MODELS).moonshine(List.of(), null, 1)) {
            ears.warmUp();
            for (String sentence : SENTENCES) {
                String heard = Spoken.heardBy(ears, spoken(voice, sentence)).text();
                Taken meant = skills.taken(sentence);
                Taken taken = skills.taken(heard);
                System.out.printf("\"%s\" heard as \"%s\", %s%n", sentence, heard, taken.intent());
                if (taken.way() == Way.PHRASE) {
                    assertThat(taken.intent()).as(heard).isEqualTo(meant.intent());
                    right++;
                }
            }
        }

        assertThat(right).isGreaterThanOrEqualTo(5);
    }

    private static short[] spoken(Synthesizer voice, String text) throws Exception {
        var sentence = new Synthesizer.Sentence(text, "espeak-es", 1, 0.7);
        Pcm16 said =
                silence(Synthesizer.SAMPLE_RATE_HZ * 3 / 10)
                        .then(Spoken.by(voice, sentence))
                        .then(silence(Synthesizer.SAMPLE_RATE_HZ / 5));
        return Resampler.convert(said, Recognizer.SAMPLE_RATE_HZ).samples();
    }

    private static Pcm16 silence(int samples) {
        return Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, new short[samples]);
    }
}
