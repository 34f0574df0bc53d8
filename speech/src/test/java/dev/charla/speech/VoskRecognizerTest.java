package dev.charla.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.speech.natives.StreamModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The adapter with a model that counts instead of listening, and the real library with what is no
 * model: one of Vosk's own cannot be had from the registries that the tests may use.
 */
class VoskRecognizerTest {
    private static final int SECOND = Recognizer.SAMPLE_RATE_HZ;

    @TempDir Path folder;

    @Test
    void tellsTheWordsWhileTheyComeAndAtTheEnd() throws Exception {
        CountingModel model = new CountingModel();
        try (Recognizer vosk = ModelRecognizer.vosk(model, "es", 2)) {
            vosk.warmUp();
            Told told = new Told();
            Recognizer.Utterance utterance = vosk.open(told);

            utterance.audio(new short[2 * SECOND + SECOND / 2], 0, 2 * SECOND + SECOND / 2);
            utterance.finish();

            assertThat(told.end()).isEqualTo("uno dos tres");
            assertThat(told.partials).isNotEmpty().last().isEqualTo("uno dos ...");
            assertThat(vosk.languages()).containsExactly("es");
        }
    }

    @Test
    void theNextUtteranceKnowsNothingOfTheOneBefore() throws Exception {
        try (Recognizer vosk = ModelRecognizer.vosk(new CountingModel(), "es", 1)) {
            vosk.warmUp();
            for (int i = 0; i < 3; i++) {
                Told told = new Told();
                Recognizer.Utterance utterance = vosk.open(told);
                utterance.audio(new short[SECOND + 1], 0, SECOND + 1);
                utterance.finish();

                assertThat(told.end()).isEqualTo("uno dos");
            }
        }
    }

    @Test
    void hearsNoMoreCallersThanItMay() throws Exception {
        try (Recognizer vosk = ModelRecognizer.vosk(new CountingModel(), "es", 1)) {
            vosk.warmUp();
            Recognizer.Utterance first = vosk.open(new Told());

            assertThatThrownBy(() -> vosk.open(new Told()))
                    .isInstanceOf(RecognizerBusyException.class);
            first.cancel();
            vosk.open(new Told()).cancel();
        }
    }

    @Test
    void theModelIsFreedOnceAndAfterItsStreams() throws Exception {
        CountingModel model = new CountingModel();
        Recognizer vosk = ModelRecognizer.vosk(model, "es", 4);
        vosk.warmUp();
        Told cutOff = new Told();
        vosk.open(cutOff).audio(new short[SECOND], 0, SECOND);

        vosk.close();
        vosk.close();

        assertThat(cutOff.end()).startsWith("failed:");
        assertThat(model.open).hasValue(0);
        assertThat(model.freed).hasValue(1);
        assertThatThrownBy(() -> vosk.open(new Told())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFailureCostsOneUtteranceAndNotTheNext() throws Exception {
        CountingModel model = new CountingModel();
        try (Recognizer vosk = ModelRecognizer.vosk(model, "es", 1)) {
            vosk.warmUp();
            model.fails.set(true);
            Told unlucky = new Told();
            Recognizer.Utterance first = vosk.open(unlucky);
            first.audio(new short[SECOND], 0, SECOND);
            first.finish();
            assertThat(unlucky.end()).isEqualTo("failed: Speech recognition failed.");
            model.fails.set(false);

            Told next = new Told();
            Recognizer.Utterance second = vosk.open(next);
            second.audio(new short[SECOND], 0, SECOND);
            second.finish();

            assertThat(next.end()).isEqualTo("uno dos");
            assertThat(model.open).hasValue(1);
        }
    }

    @Test
    void theLibraryRefusesWhatIsNoModel() throws Exception {
        Path model = Files.createDirectories(folder.resolve("vosk-model-small-es-0.1"));
        Files.createDirectories(model.resolve("am"));
        Files.writeString(model.resolve("am/final.mdl"), "no model");

        assertThatThrownBy(() -> new SpeechModels(folder).vosk(List.of(), null, 1))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("Vosk cannot load")
                .hasMessageContaining("vosk-model-small-es-0.1")
                .hasMessageContaining("./charla models fetch");
    }

    /** A word for every second that was begun: uno, dos, tres. */
    private static final class CountingModel implements StreamModel {
        private static final List<String> WORDS = List.of("uno", "dos", "tres", "cuatro");

        final AtomicInteger open = new AtomicInteger();
        final AtomicInteger freed = new AtomicInteger();
        final AtomicBoolean fails = new AtomicBoolean();

        @Override
        public Stream open() {
            open.incrementAndGet();
            return new Counting();
        }

        @Override
        public void close() {
            assertThat(open).hasValue(0);
            freed.incrementAndGet();
        }

        private final class Counting implements Stream {
            private final Thread owner = Thread.currentThread();
            private int samples;
            private int told;

            @Override
            public boolean accept(float[] more) {
                assertThat(Thread.currentThread()).isSameAs(owner);
                if (fails.get()) {
                    throw new IllegalStateException("as told");
                }
                samples += more.length;
                return samples / SECOND > told;
            }

            @Override
            public String result() {
                int from = told;
                told = samples / SECOND;
                return "{\"text\" : \"" + String.join(" ", WORDS.subList(from, told)) + "\"}";
            }

            @Override
            public String partial() {
                return "{\"partial\" : \"...\"}";
            }

            @Override
            public String finish() {
                String last = WORDS.get(told);
                samples = 0;
                told = 0;
                return "{\"text\" : \"" + last + "\"}";
            }

            @Override
            public void close() {
                assertThat(Thread.currentThread()).isSameAs(owner);
                open.decrementAndGet();
            }
        }
    }
}
