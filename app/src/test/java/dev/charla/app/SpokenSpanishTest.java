package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.skills.SkillCheck;
import dev.charla.engine.skills.SkillCheck.Taken;
import dev.charla.engine.skills.SkillCheck.Way;
import dev.charla.engine.skills.SkillSets;
import dev.charla.engine.synthesis.EspeakSynthesizer;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.SpeechModels;
import dev.charla.speech.fetch.ModelsCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
                String heard = hear(ears, spoken(voice, sentence));
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
        List<short[]> blocks = new ArrayList<>();
        blocks.add(new short[Synthesizer.SAMPLE_RATE_HZ * 3 / 10]);
        voice.speak(new Synthesizer.Sentence(text, "espeak-es", 1, 0.7), blocks::add);
        blocks.add(new short[Synthesizer.SAMPLE_RATE_HZ / 5]);
        var joined = new short[blocks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (short[] block : blocks) {
            System.arraycopy(block, 0, joined, at, block.length);
            at += block.length;
        }
        return Resampler.convert(
                        Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, joined), Recognizer.SAMPLE_RATE_HZ)
                .samples();
    }

    private static String hear(Recognizer ears, short[] samples) throws Exception {
        var told = new CompletableFuture<Hypothesis>();
        Recognizer.Utterance utterance =
                ears.open(
                        new Recognizer.Listener() {
                            @Override
                            public void partial(String text) {}

                            @Override
                            public void done(Hypothesis hypothesis) {
                                told.complete(hypothesis);
                            }

                            @Override
                            public void failed(String reason) {
                                told.completeExceptionally(new IOException(reason));
                            }
                        });
        utterance.audio(samples, 0, samples.length);
        utterance.finish();
        return told.get(5, TimeUnit.MINUTES).text();
    }
}
