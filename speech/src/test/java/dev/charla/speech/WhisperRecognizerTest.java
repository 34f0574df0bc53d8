package dev.charla.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.speech.natives.SegmentModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhisperRecognizerTest {
    private static final int SECOND = Recognizer.SAMPLE_RATE_HZ;

    @TempDir Path folder;

    @Test
    void theWholeUtteranceIsHeardAtItsEnd() throws Exception {
        NotingModel model = new NotingModel(true);
        try (Recognizer whisper = ModelRecognizer.whisper(model, "es-MX", 2, 1)) {
            whisper.warmUp();
            Told told = new Told();
            Recognizer.Utterance utterance = whisper.open(told, Expected.in("fr-FR"));
            for (int i = 0; i < 100; i++) {
                utterance.audio(new short[SECOND / 10], 0, SECOND / 10);
            }
            assertThat(told.isEnded()).isFalse();
            utterance.finish();

            assertThat(told.end()).isEqualTo("heard 10.0 s of fr");
            assertThat(told.partials).isEmpty();
        }
    }

    @Test
    void theUsualLanguageIsExpectedWhereTheSessionNamesNone() throws Exception {
        try (Recognizer whisper = ModelRecognizer.whisper(new NotingModel(true), "es-MX", 2, 1)) {
            whisper.warmUp();

            assertThat(whisper.languages()).startsWith("es-MX", "en").doesNotContain("es");
            assertThat(heard(whisper, 2 * SECOND)).isEqualTo("heard 2.0 s of es");
        }
    }

    @Test
    void thePhrasesOfTheSessionAreThePromptOfItsUtterances() throws Exception {
        NotingModel model = new NotingModel(true);
        try (Recognizer whisper = ModelRecognizer.whisper(model, "en-US", 1, 1)) {
            whisper.warmUp();
            assertThat(whisper.usesPhrases()).isTrue();
            Told told = new Told();
            Recognizer.Utterance utterance =
                    whisper.open(told, new Expected(null, List.of("Contoso", "Ana García")));
            utterance.audio(new short[SECOND], 0, SECOND);
            utterance.finish();
            assertThat(told.end()).isNotEmpty();
            assertThat(heard(whisper, SECOND)).isNotEmpty();
        }

        assertThat(model.prompts).containsExactly("", "Contoso, Ana García", "");
    }

    @Test
    void aPromptHasTheFirstPhrasesWholeAndIsNoLongerThanWhisperTakes() {
        List<String> many = IntStream.range(100, 300).mapToObj(i -> "Name " + i).toList();

        String prompt = WhisperDecoder.prompt(many);

        assertThat(prompt).startsWith("Name 100, Name 101").endsWith("Name 144").hasSize(448);
    }

    @Test
    void aPromptLeavesOutWhatIsNoPhrase() {
        assertThat(
                        WhisperDecoder.prompt(
                                List.of(
                                        " \n",
                                        "x".repeat(449),
                                        " two\u0000\n words ",
                                        "y".repeat(448))))
                .isEqualTo("two words");
        assertThat(WhisperDecoder.prompt(List.of())).isEmpty();
    }

    @Test
    void aShortWordIsMadeLongEnough() throws Exception {
        try (Recognizer whisper = ModelRecognizer.whisper(new NotingModel(true), "en-US", 1, 1)) {
            whisper.warmUp();

            assertThat(heard(whisper, SECOND / 5)).isEqualTo("heard 1.2 s of en");
        }
    }

    @Test
    void callersWaitForEachOtherWithoutHoldingUpTheirSessions() throws Exception {
        NotingModel model = new NotingModel(true);
        try (Recognizer whisper = ModelRecognizer.whisper(model, "en-US", 8, 2)) {
            whisper.warmUp();
            model.gate = new CountDownLatch(1);
            List<Told> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Told told = new Told();
                Recognizer.Utterance utterance = whisper.open(told);
                utterance.audio(new short[2 * SECOND], 0, 2 * SECOND);
                utterance.finish();
                callers.add(told);
            }
            assertThat(callers).noneMatch(Told::isEnded);
            model.gate.countDown();

            for (Told told : callers) {
                assertThat(told.end()).isEqualTo("heard 2.0 s of en");
            }
            assertThat(model.mostAtOnce.get()).isBetween(1, 2);
            assertThat(model.ears).hasValueLessThanOrEqualTo(2);
        }
        assertThat(model.ears).hasValue(0);
        assertThat(model.freed).hasValue(1);
    }

    @Test
    void closingWaitsForWhatIsBeingHeard() throws Exception {
        NotingModel model = new NotingModel(true);
        Recognizer whisper = ModelRecognizer.whisper(model, "en-US", 1, 1);
        whisper.warmUp();
        model.gate = new CountDownLatch(1);
        Told told = new Told();
        Recognizer.Utterance utterance = whisper.open(told);
        utterance.audio(new short[2 * SECOND], 0, 2 * SECOND);
        utterance.finish();
        assertThat(model.entered.await(600, TimeUnit.SECONDS)).isTrue();

        Thread closing = Thread.ofPlatform().start(whisper::close);
        model.gate.countDown();
        closing.join();

        assertThat(told.end()).isNotEmpty();
        assertThat(model.ears).hasValue(0);
        assertThat(model.freed).hasValue(1);
    }

    @Test
    void anEnglishModelIsRefusedForAnotherLanguage() {
        NotingModel model = new NotingModel(false);

        assertThatThrownBy(() -> ModelRecognizer.whisper(model, "es", 1, 1))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("English only");
        assertThat(model.freed).hasValue(1);
        try (Recognizer whisper = ModelRecognizer.whisper(model, "en-GB", 1, 1)) {
            assertThat(whisper.languages()).containsExactly("en-GB");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " What time is it?|What time is it?",
                "[BLANK_AUDIO]|''",
                " (music)  ♪♪ |''",
                " Hello [noise] there. |Hello there.",
                " ... |''"
            })
    void soundsThatAreNoWordsAreLeftOut(String written, String words) {
        assertThat(WhisperDecoder.words(written)).isEqualTo(words);
    }

    @Test
    void theLibraryHearsSeveralCallersWithOneModel() throws Exception {
        EmptyWhisper.write(folder.resolve("ggml-empty.bin"), true);
        try (Recognizer whisper = new SpeechModels(folder).whisper(null, null, 3)) {
            whisper.warmUp();
            assertThat(whisper.isReady()).isTrue();
            List<Told> callers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Told told = new Told();
                Recognizer.Utterance utterance =
                        whisper.open(
                                told,
                                new Expected(
                                        i == 0 ? "es" : "en-US",
                                        i == 2 ? List.of() : List.of("Contoso", "東京")));
                utterance.audio(new short[SECOND], 0, SECOND);
                utterance.finish();
                callers.add(told);
            }

            for (Told told : callers) {
                assertThat(told.end()).doesNotContain("failed");
            }
        }
    }

    @Test
    void theLibraryRefusesWhatIsNoModel() throws Exception {
        Files.writeString(folder.resolve("ggml-broken.bin"), "no model");

        assertThatThrownBy(() -> new SpeechModels(folder).whisper(null, null, 1))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("whisper.cpp cannot load")
                .hasMessageContaining("ggml-broken.bin");
    }

    @Test
    void theLibraryTellsAnEnglishModel() throws Exception {
        EmptyWhisper.write(folder.resolve("ggml-empty.en.bin"), false);

        assertThatThrownBy(() -> new SpeechModels(folder).whisper(null, "es", 1))
                .hasMessageContaining("English only");
    }

    private static String heard(Recognizer whisper, int samples) throws Exception {
        Told told = new Told();
        Recognizer.Utterance utterance = whisper.open(told);
        utterance.audio(new short[samples], 0, samples);
        utterance.finish();
        return told.end();
    }

    /** Notes what it is given, and can be held. */
    private static final class NotingModel implements SegmentModel {
        private final boolean multilingual;
        final AtomicInteger ears = new AtomicInteger();
        final AtomicInteger freed = new AtomicInteger();
        final AtomicInteger mostAtOnce = new AtomicInteger();
        final CountDownLatch entered = new CountDownLatch(2);
        private final ConcurrentLinkedQueue<Thread> inside = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> prompts = new ConcurrentLinkedQueue<>();
        volatile CountDownLatch gate = new CountDownLatch(0);

        NotingModel(boolean multilingual) {
            this.multilingual = multilingual;
        }

        @Override
        public boolean isMultilingual() {
            return multilingual;
        }

        @Override
        public Ear open() {
            ears.incrementAndGet();
            return new Ear() {
                @Override
                public String transcribe(float[] samples, String language, String prompt) {
                    prompts.add(prompt);
                    inside.add(Thread.currentThread());
                    mostAtOnce.accumulateAndGet(inside.size(), Math::max);
                    entered.countDown();
                    waitFor(gate);
                    inside.remove(Thread.currentThread());
                    return String.format(
                            java.util.Locale.ROOT,
                            "heard %.1f s of %s",
                            Math.floor(10.0 * samples.length / SECOND) / 10,
                            language);
                }

                @Override
                public void close() {
                    ears.decrementAndGet();
                }
            };
        }

        private static void waitFor(CountDownLatch gate) {
            boolean interrupted = false;
            while (true) {
                try {
                    gate.await();
                    break;
                } catch (InterruptedException e) {
                    // A native call does not notice.
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            assertThat(ears).hasValue(0);
            freed.incrementAndGet();
        }
    }
}
