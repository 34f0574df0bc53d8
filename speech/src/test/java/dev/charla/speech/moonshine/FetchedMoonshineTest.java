package dev.charla.speech.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.SpeechModels;
import dev.charla.speech.fetch.ModelsCommand;
import dev.charla.speech.synthesis.EspeakSynthesizer;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Spanish model, fetched as an operator fetches it. Its licence allows evaluation and testing.
 * A synthetic voice speaks: no person's Spanish may be shipped or is in a package that every
 * machine has.
 */
class FetchedMoonshineTest {
    private static final Path MODELS = Path.of("target/models");
    private static final String NAME = "moonshine-base-es";
    private static final int SECOND = Recognizer.SAMPLE_RATE_HZ;

    private static Recognizer ears;
    private static EspeakSynthesizer voice;

    @TempDir Path folder;

    @BeforeAll
    static void fetch() {
        assertThat(ModelsCommand.run(List.of("fetch", NAME, "--accept-licence"), MODELS, null))
                .as("what could not be fetched is told above")
                .isZero();
        ears = new SpeechModels(MODELS).moonshine(List.of(), null, 2);
        ears.warmUp();
        voice = EspeakSynthesizer.of("espeak-ng", List.of("es"));
    }

    @AfterAll
    static void close() {
        ears.close();
    }

    private static short[] say(String text) throws Exception {
        List<short[]> blocks = new ArrayList<>();
        blocks.add(new short[Synthesizer.SAMPLE_RATE_HZ * 3 / 10]);
        voice.speak(new Synthesizer.Sentence(text, "espeak-es", 1, 0.7), blocks::add);
        blocks.add(new short[Synthesizer.SAMPLE_RATE_HZ / 2]);
        short[] all = new short[blocks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (short[] block : blocks) {
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        return Resampler.convert(Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, all), SECOND).samples();
    }

    private static Hypothesis hear(short[] samples) throws Exception {
        Told told = new Told();
        Recognizer.Utterance utterance = ears.open(told);
        utterance.audio(samples, 0, samples.length);
        utterance.finish();
        return told.end();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} ]", "");
    }

    @Test
    void itIsTakenForWhatItsNameSays() {
        assertThat(ears.languages()).containsExactly("es");
        assertThat(ears.isReady()).isTrue();
    }

    @Test
    void spanishIsUnderstoodWithItsAccents() throws Exception {
        Hypothesis heard = hear(say("Los niños están jugando en el jardín."));

        assertThat(plain(heard.text())).isEqualTo("los niños están jugando en el jardín");
        assertThat(heard.certain()).isTrue();
    }

    @Test
    void aLongSentenceIsNotCutForItsTokens() throws Exception {
        String sentence =
                "Quiero pedir una pizza grande con champiñones y después nos vemos para comer la"
                        + " semana que viene en el jardín de los niños.";

        assertThat(plain(hear(say(sentence)).text())).endsWith("niños");
    }

    @Test
    void spanishIsUnderstoodByTelephone() throws Exception {
        Pcm16 narrow =
                Resampler.convert(Pcm16.of(SECOND, say("Los niños juegan en el jardín.")), 8_000);

        assertThat(plain(hear(Resampler.convert(narrow, SECOND).samples()).text()))
                .contains("jardín");
    }

    @Test
    void whatIsNoSpeechBringsNoWordsForCertain() throws Exception {
        var random = new Random(3);
        short[] noise = new short[3 * SECOND];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 1_000);
        }

        assertThat(hear(new short[3 * SECOND])).isEqualTo(Hypothesis.NOTHING);
        assertThat(hear(new short[0])).isEqualTo(Hypothesis.NOTHING);
        assertThat(hear(noise).certain()).isFalse();
    }

    @Test
    void aModelThatIsDamagedOrLacksAFileIsToldAndEndsNothing() throws Exception {
        Path damaged = copy();
        try (var file =
                new RandomAccessFile(damaged.resolve("encoder_model.onnx").toFile(), "rw")) {
            file.setLength(1_000_000);
        }
        assertDeaf(damaged);

        Files.delete(damaged.resolve("encoder_model.onnx"));
        assertDeaf(damaged);
    }

    private Path copy() throws Exception {
        Path copy = Files.createDirectory(folder.resolve(NAME));
        try (var files = Files.list(MODELS.resolve(NAME))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static void assertDeaf(Path model) throws Exception {
        try (var broken = MoonshineRecognizer.of(model, "es", 1)) {
            broken.warmUp();
            assertThat(broken.isReady()).isTrue();
            Told told = new Told();
            Recognizer.Utterance utterance = broken.open(told);
            utterance.audio(new short[160], 0, 160);
            utterance.finish();
            assertThat(told.failure()).contains("Please type.");
        }
    }
}
