package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.skills.SkillCheck;
import dev.charla.skills.SkillCheck.Taken;
import dev.charla.skills.SkillCheck.Way;
import dev.charla.skills.SkillSets;
import dev.charla.speech.SpeechModels;
import dev.charla.speech.fetch.ModelsCommand;
import dev.charla.speech.synthesis.EspeakSynthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spanish spoken by espeak-ng, heard by the model that is fetched, and taken by the skills. */
class SpokenSpanishTest {
    private static final Path MODELS = Path.of("target/models");
    private static final Pattern LAB_SAYS = Pattern.compile("\\*([^*]+[.?])\\*");
    private static final Pattern YAML =
            Pattern.compile("```yaml\n(language: es.*?)```", Pattern.DOTALL);

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

    private static Recognizer ears;
    private static String lab = "";

    @BeforeAll
    static void load() throws IOException {
        assertThat(
                        ModelsCommand.run(
                                List.of("fetch", "moonshine-base-es", "--accept-licence"),
                                MODELS,
                                null))
                .as("what could not be fetched is told above")
                .isZero();
        ears = new SpeechModels(MODELS).moonshine(List.of(), null, 1);
        ears.warmUp();
        lab = Files.readString(Repository.file("docs/lab/es.md"));
    }

    @AfterAll
    static void close() {
        ears.close();
    }

    @Test
    void whatIsSaidIsTakenForWhatItMeansAndForNothingElse() throws Exception {
        var skills = new SkillCheck(SkillSets.of(List.of(), "es").languages().getFirst(), null);
        int right = 0;
        for (String sentence : SENTENCES) {
            Taken meant = skills.taken(sentence);
            Taken taken = skills.taken(heard(sentence));
            if (taken.way() == Way.PHRASE) {
                assertThat(taken.intent()).as(sentence).isEqualTo(meant.intent());
                right++;
            }
        }

        assertThat(right).isGreaterThanOrEqualTo(5);
    }

    @Test
    void whatTheLabTellsToSayIsHeardAndTaken() throws Exception {
        var skills = new SkillCheck(SkillSets.of(List.of(), "es").languages().getFirst(), null);
        List<String> sentences =
                lab.lines()
                        .filter(line -> line.startsWith("- *"))
                        .flatMap(line -> LAB_SAYS.matcher(line).results())
                        .map(said -> said.group(1))
                        .toList();

        assertThat(sentences).hasSizeGreaterThan(3);
        for (String sentence : sentences) {
            Taken meant = skills.taken(sentence);
            assertThat(meant.way()).as(sentence).isEqualTo(Way.PHRASE);
            assertThat(skills.taken(heard(sentence))).as(sentence).isEqualTo(meant);
        }
    }

    @Test
    void theSkillOfTheLabHearsItsQuestion(@TempDir Path folder) throws Exception {
        String yaml =
                YAML.matcher(lab).results().map(block -> block.group(1)).findFirst().orElseThrow();
        var skills =
                SkillCheck.withFile(Files.writeString(folder.resolve("canteen.yaml"), yaml), null);
        String question = "¿Qué hay para comer?";

        assertThat(lab).contains("Pregunta dos veces *" + question + "*");
        assertThat(skills.taken(heard(question)).intent()).isEqualTo("comedor.comida");
    }

    private static String heard(String sentence) throws Exception {
        var voice = EspeakSynthesizer.of("espeak-ng", List.of("es"));
        String heard = Spoken.heardBy(ears, spoken(voice, sentence)).text();
        System.out.printf("\"%s\" heard as \"%s\"%n", sentence, heard);
        return heard;
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
