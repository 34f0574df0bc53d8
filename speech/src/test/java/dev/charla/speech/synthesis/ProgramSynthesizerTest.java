package dev.charla.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Wav;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.TestVoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Voices in processes apart: the real espeak-ng, and programs that behave as Piper does. */
class ProgramSynthesizerTest {
    @TempDir Path folder;

    @Test
    void espeakSpeaksAtTheRateAndLoudnessAskedFor() throws Exception {
        try (Synthesizer espeak = EspeakSynthesizer.of("espeak-ng", List.of("en-us"))) {
            Pcm16 plain = spoken(espeak, 1, 1);
            Pcm16 fast = spoken(espeak, 1.6, 1);
            Pcm16 quiet = spoken(espeak, 1, 0.25);

            System.out.printf(
                    "espeak-ng: %d ms plain, %d ms at 1.6, levels %.0f and %.0f%n",
                    plain.duration().toMillis(),
                    fast.duration().toMillis(),
                    level(plain),
                    level(quiet));
            assertThat(plain.duration()).isBetween(Duration.ofMillis(800), Duration.ofSeconds(4));
            assertThat(fast.duration()).isLessThan(plain.duration().multipliedBy(8).dividedBy(10));
            assertThat(level(quiet)).isLessThan(level(plain) / 3);
        }
    }

    @Test
    void espeakSpeaksSpanishToo() throws Exception {
        try (Synthesizer espeak =
                EspeakSynthesizer.of("espeak-ng", List.of("es", "en-us", "cmn"))) {
            assertThat(espeak.voices()).containsExactly("espeak-es", "espeak-en-us", "espeak-cmn");
            assertThat(espeak.voices().stream().map(espeak::language))
                    .containsExactly("es", "en-US", "zh");
            assertThat(spokenBy(espeak, "espeak-en-us").samples())
                    .isNotEqualTo(spokenBy(espeak, "espeak-es").samples());
            assertThat(spoken(espeak, 1, 1).duration()).isGreaterThan(Duration.ofMillis(500));
        }
    }

    @Test
    void aMissingProgramOrVoiceIsSaidWithWhatToDo() {
        assertThatThrownBy(() -> EspeakSynthesizer.of("espeak-nowhere", List.of("en-us")))
                .isInstanceOf(ProgramMissingException.class)
                .hasMessageContaining("Install the package espeak-ng");
        assertThatThrownBy(() -> EspeakSynthesizer.of("espeak-ng", List.of("klingon-north")))
                .hasMessageContaining("no voice \"klingon-north\"");
        assertThatThrownBy(() -> PiperSynthesizer.of("piper-nowhere", Path.of("x.onnx")))
                .hasMessageContaining("charla.speech.piper-program");
        assertThatThrownBy(() -> PiperSynthesizer.of("espeak-ng", Path.of("x.onnx")))
                .hasMessageContaining("x.onnx");
    }

    @Test
    void aSentenceThatNobodyWantsEndsItsProcess() throws Exception {
        Path program = script("sleep 600");
        try (Synthesizer piper = PiperSynthesizer.of(program.toString(), voice())) {
            CountDownLatch ended = new CountDownLatch(1);
            AtomicReference<Throwable> how = new AtomicReference<>();
            Thread speaking =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    spoken(piper, 1, 1);
                                } catch (Exception e) {
                                    how.set(e);
                                }
                                ended.countDown();
                            });
            speaking.interrupt();

            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(how.get()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void piperIsGivenALineForEachSentenceAndStaysForTheNext() throws Exception {
        Path program = piper();
        try (Synthesizer piper = PiperSynthesizer.of(program.toString(), voice())) {
            piper.warmUp();
            Pcm16 spoken = spoken(piper, 1, 1);

            assertThat(piper.isReady()).isTrue();
            assertThat(piper.voices()).containsExactly("piper-es_MX-test-low");
            assertThat(piper.language("piper-es_MX-test-low")).isEqualTo("es-MX");
            assertThat(spoken.duration().toMillis()).isBetween(995L, 1_005L);
            assertThat(Files.readAllLines(folder.resolve("starts")))
                    .containsExactly(
                            "--model "
                                    + folder.resolve("es_MX-test-low.onnx")
                                    + " --json-input --length_scale 1.000");
            assertThat(Files.readAllLines(folder.resolve("lines")))
                    .last()
                    .asString()
                    .startsWith("{\"text\":\"Please say \\\"hello\\\" twice.\",\"output_file\":\"");
        }
    }

    @Test
    void anotherRateIsAnotherProcess() throws Exception {
        Path program = piper();
        try (Synthesizer piper = PiperSynthesizer.of(program.toString(), voice())) {
            spoken(piper, 1, 1);
            spoken(piper, 2, 1);

            assertThat(Files.readAllLines(folder.resolve("starts")))
                    .last()
                    .asString()
                    .endsWith("--length_scale 0.500");
        }
    }

    @Test
    void aPiperThatEndsFailsTheSentenceAndIsStartedAgain() throws Exception {
        Path program = script("read line; exit 3");
        try (Synthesizer piper = PiperSynthesizer.of(program.toString(), voice())) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> spoken(piper, 1, 1))
                        .isInstanceOf(SynthesisException.class)
                        .message()
                        .doesNotContain("hello");
            }
        }
    }

    private Path voice() throws IOException {
        Files.writeString(folder.resolve("es_MX-test-low.onnx.json"), "{}");
        return Files.writeString(folder.resolve("es_MX-test-low.onnx"), "");
    }

    /** Answers as Piper does with {@code --json-input}: writes the file and prints its name. */
    private Path piper() throws IOException {
        Wav.write(folder.resolve("second.wav"), Pcm16.silence(22_050, Duration.ofSeconds(1)));
        return script(
                """
                echo "$*" >>"%1$s/starts"
                while IFS= read -r line; do
                  printf '%%s\\n' "$line" >>"%1$s/lines"
                  file=$(printf '%%s' "$line" | sed 's/.*"output_file":"\\([^"]*\\)".*/\\1/')
                  cp "%1$s/second.wav" "$file"
                  echo "$file"
                done
                """
                        .formatted(folder));
    }

    private Path script(String body) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + body);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private static Pcm16 spokenBy(Synthesizer voice, String name) throws Exception {
        List<short[]> blocks = new ArrayList<>();
        voice.speak(new Synthesizer.Sentence("No.", name, 1, 1), blocks::add);
        return Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, TestVoice.joined(blocks));
    }

    private static Pcm16 spoken(Synthesizer voice, double rate, double gain)
            throws InterruptedException, SynthesisException {
        Pcm16[] all = {Pcm16.silence(24_000, Duration.ZERO)};
        voice.speak(
                new Synthesizer.Sentence(
                        "Please say \"hello\" twice.", voice.voices().getFirst(), rate, gain),
                samples -> all[0] = all[0].then(Pcm16.of(24_000, samples)));
        return all[0];
    }

    private static double level(Pcm16 audio) {
        double sum = 0;
        for (short sample : audio.samples()) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / audio.length());
    }
}
