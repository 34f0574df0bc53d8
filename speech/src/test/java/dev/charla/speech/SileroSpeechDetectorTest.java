package dev.charla.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.audio.Wav;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.speech.natives.VadModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real model and the real library. */
class SileroSpeechDetectorTest {
    private static final int FRAME = SpeechDetector.FRAME_SAMPLES;

    @TempDir static Path folder;

    private SileroSpeechDetector.Detectors detectors;

    @BeforeEach
    void load() throws Exception {
        Path model = folder.resolve("silero_vad.onnx");
        if (!Files.exists(model)) {
            Files.copy(NpmPackage.silero(), model);
        }
        detectors = (SileroSpeechDetector.Detectors) new SpeechModels(folder).silero(null);
    }

    @AfterEach
    void free() {
        detectors.close();
        detectors.close();
    }

    @Test
    void tellsSpeechFromSilenceAroundIt() throws Exception {
        double[] heard =
                heard(detectors.create(), TestVoice.say("What time is it in the morning?"));

        assertThat(heard[10]).isLessThan(0.2);
        assertThat(heard[heard.length / 2]).isGreaterThan(0.8);
        assertThat(heard[heard.length - 1]).isLessThan(0.2);
    }

    @Test
    void hearsAPerson() throws Exception {
        short[] person = Wav.read(NpmPackage.person()).mono().samples();

        double[] heard = heard(detectors.create(), person);

        assertThat(Arrays.stream(heard).filter(probability -> probability > 0.5).count())
                .isGreaterThan(heard.length / 2);
    }

    @Test
    void noiseIsNoSpeech() {
        Random random = new Random(1);
        short[] noise = new short[10 * Recognizer.SAMPLE_RATE_HZ];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (1_000 * random.nextGaussian());
        }

        assertThat(Arrays.stream(heard(detectors.create(), noise)).max().orElseThrow())
                .isLessThan(0.5);
    }

    @Test
    void aResetForgetsAllThatWasHeard() throws Exception {
        short[] speech = TestVoice.say("Tell me about Rome.");
        try (SpeechDetector detector = detectors.create()) {
            double[] first = frames(detector, speech);
            frames(detector, TestVoice.say("Something else."));

            detector.reset();

            assertThat(frames(detector, speech)).isEqualTo(first);
        }
    }

    @Test
    void oneModelServesManySessionsAtOnce() throws Exception {
        short[] speech = TestVoice.say("How many feet are in a mile?");
        double[] alone = heard(detectors.create(), speech);
        List<Callable<double[]>> sessions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sessions.add(() -> heard(detectors.create(), speech));
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<double[]> session : threads.invokeAll(sessions)) {
                assertThat(session.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void whatIsClosedIsNotUsed() {
        SpeechDetector detector = detectors.create();
        SpeechDetector other = detectors.create();
        detector.close();
        detector.close();

        detectors.close();

        assertThatThrownBy(() -> detector.speechProbability(new short[FRAME], 0))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> detectors.create()).isInstanceOf(IllegalStateException.class);
        // The model stays as long as a session needs it.
        assertThat(other.speechProbability(new short[FRAME], 0)).isBetween(0.0, 1.0);
        other.close();
    }

    /** Printed, not asserted: it says what a session costs on its loop. */
    @Test
    void aWindowIsCheapEnoughForTheLoop() throws Exception {
        short[] speech = TestVoice.say("The children are playing in the garden.");
        try (SpeechDetector detector = detectors.create()) {
            for (int i = 0; i < 20; i++) {
                frames(detector, speech);
            }
            long begun = System.nanoTime();
            int rounds = 20;
            for (int i = 0; i < rounds; i++) {
                frames(detector, speech);
            }
            double windows = 1.0 * rounds * speech.length / VadModel.WINDOW_SAMPLES;
            System.out.printf(
                    "Silero: %.0f us a window of 32 ms%n",
                    (System.nanoTime() - begun) / 1_000.0 / windows);
        }
    }

    @Test
    void anotherModelIsRefusedWithAWordOnWhatToDo() throws Exception {
        Path other = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(other.resolve("silero_vad.onnx"), "no model");

        assertThatThrownBy(() -> new SpeechModels(other).silero(null))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("ONNX Runtime cannot load");
    }

    private static double[] heard(SpeechDetector detector, short[] audio) {
        try (detector) {
            return frames(detector, audio);
        }
    }

    private static double[] frames(SpeechDetector detector, short[] audio) {
        double[] heard = new double[audio.length / FRAME];
        for (int i = 0; i < heard.length; i++) {
            heard[i] = detector.speechProbability(audio, i * FRAME);
        }
        return heard;
    }
}
