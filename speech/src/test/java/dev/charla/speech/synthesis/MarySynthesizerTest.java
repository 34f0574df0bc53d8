package dev.charla.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.audio.Levels;
import dev.charla.audio.Pcm16;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.TestVoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarySynthesizerTest {
    private static final String SENTENCE =
            "The library opens at nine and closes at six in the evening.";

    private final MarySynthesizer voice = TestVoice.synthesizer();

    @Test
    void theFirstBlockComesLongBeforeTheSentenceIsMade() throws Exception {
        List<Double> firstMs = new ArrayList<>();
        double made = 0;
        double audible = 0;
        for (int run = 0; run < 20; run++) {
            long begun = System.nanoTime();
            var first = new long[1];
            var samples = new int[1];
            voice.speak(
                    sentence(SENTENCE, 1, 1),
                    block -> {
                        first[0] = first[0] == 0 ? System.nanoTime() : first[0];
                        samples[0] += block.length;
                    });
            firstMs.add((first[0] - begun) / 1e6);
            made += (System.nanoTime() - begun) / 1e9;
            audible += samples[0] / (double) Synthesizer.SAMPLE_RATE_HZ;
        }

        firstMs.sort(null);
        System.out.printf(
                "voice: first block p50 %.0f ms, p95 %.0f ms; real time factor %.3f%n",
                firstMs.get(10), firstMs.get(18), made / audible);
        assertThat(firstMs.get(10) / 1000).isLessThan(made / 20);
    }

    /** Speech with its times. */
    private static final class Timed implements Synthesizer.Sink {
        final List<SpeechTiming.Word> words = new ArrayList<>();
        final List<SpeechTiming.Viseme> visemes = new ArrayList<>();
        short[] samples = new short[0];

        @Override
        public void audio(short[] block) {
            int before = samples.length;
            samples = Arrays.copyOf(samples, before + block.length);
            System.arraycopy(block, 0, samples, before, block.length);
        }

        @Override
        public void timing(SpeechTiming timing) {
            int begin = samples.length;
            timing.words()
                    .forEach(word ->
                            words.add(
                                    new SpeechTiming.Word(
                                            word.text(),
                                            begin + word.fromSample(),
                                            word.samples())));
            timing.visemes()
                    .forEach(shape ->
                            visemes.add(
                                    new SpeechTiming.Viseme(
                                            shape.id(), begin + shape.fromSample())));
        }

        double loudness(int from, int to) {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += (double) samples[i] * samples[i];
            }
            return Math.sqrt(sum / Math.max(1, to - from));
        }
    }

    private Timed timed(String text, double rate) throws Exception {
        var timed = new Timed();
        voice.speak(sentence(text, rate, 1), timed);
        return timed;
    }

    @Test
    void everyWordIsToldWhereItSounds() throws Exception {
        Timed timed = timed("Seven, nine, eleven, and no more.", 1);

        assertThat(timed.words)
                .extracting(SpeechTiming.Word::text)
                .containsExactly("Seven", "nine", "eleven", "and", "no", "more");
        for (int i = 0; i < timed.words.size(); i++) {
            var word = timed.words.get(i);
            int end = word.fromSample() + word.samples();
            double loud = timed.loudness(word.fromSample(), end);
            assertThat(loud).as(word.text()).isGreaterThan(500);
            if (i + 1 < timed.words.size()) {
                int next = timed.words.get(i + 1).fromSample();
                assertThat(next).isGreaterThanOrEqualTo(end);
                // The pause after a comma is as silent as it is said to be.
                if (next - end > Synthesizer.SAMPLE_RATE_HZ / 10) {
                    int margin = (next - end) / 4;
                    assertThat(timed.loudness(end + margin, next - margin))
                            .as("after " + word.text())
                            .isLessThan(loud / 8);
                }
            }
        }
        var last = timed.words.getLast();
        int sounds = timed.samples.length - 1;
        while (Math.abs(timed.samples[sounds]) < 300) {
            sounds--;
        }
        assertThat(Math.abs(sounds - (last.fromSample() + last.samples())))
                .isLessThan(Synthesizer.SAMPLE_RATE_HZ / 10);
    }

    @Test
    void timesFollowTheRate() throws Exception {
        var plain = timed(SENTENCE, 1).words;
        var slow = timed(SENTENCE, 0.5).words;

        assertThat(slow).hasSameSizeAs(plain);
        assertThat(slow.getLast().fromSample() / (double) plain.getLast().fromSample())
                .isBetween(1.8, 2.2);
    }

    @Test
    void numbersAreToldAsTheyAreWritten() throws Exception {
        assertThat(timed("It costs $25 for 3 people.", 1).words)
                .extracting(SpeechTiming.Word::text)
                .containsExactly("It", "costs", "$25", "for", "3", "people");
    }

    @Test
    void sentencesThatAreSpokenInPartsAreToldWhole() throws Exception {
        String text = "Come in. Sit down, please. We have been waiting for you.";
        Timed timed = timed(text, 1);

        assertThat(timed.words).extracting(SpeechTiming.Word::text).hasSize(11);
        assertThat(timed.words)
                .isSortedAccordingTo(
                        java.util.Comparator.comparingInt(SpeechTiming.Word::fromSample));
        assertThat(timed.words.getLast().fromSample()).isLessThan(timed.samples.length);
    }

    @Test
    void theMouthIsClosedInPausesAndNowhereElse() throws Exception {
        Timed timed =
                timed(
                        "The quick brown fox jumps over a lazy dog with joy, measuring both pairs.",
                        1);

        assertThat(timed.visemes).extracting(SpeechTiming.Viseme::id).allMatch(id -> id <= 21);
        for (int i = 0; i + 1 < timed.visemes.size(); i++) {
            var shape = timed.visemes.get(i);
            int until = timed.visemes.get(i + 1).fromSample();
            assertThat(until).isGreaterThan(shape.fromSample());
            boolean inWord =
                    timed.words.stream()
                            .anyMatch(word ->
                                    word.fromSample() <= shape.fromSample()
                                            && shape.fromSample()
                                                    < word.fromSample() + word.samples());
            assertThat(shape.id() == 0).as("at " + shape.fromSample()).isEqualTo(!inWord);
        }
    }

    @Test
    void beginsAtOnceAndEndsSoonAfterTheLastSound() {
        Pcm16 audio = TestVoice.speak(SENTENCE, 1, 1);
        short[] samples = audio.samples();
        int first = 0;
        while (Math.abs(samples[first]) < 300) {
            first++;
        }
        int last = samples.length - 1;
        while (Math.abs(samples[last]) < 300) {
            last--;
        }

        assertThat(first).isLessThan(Synthesizer.SAMPLE_RATE_HZ / 20);
        assertThat(samples.length - last).isLessThan(Synthesizer.SAMPLE_RATE_HZ / 5);
    }

    @Test
    void theRateScalesTheDuration() {
        double ordinary = TestVoice.speak(SENTENCE, 1, 1).length();

        double slow = TestVoice.speak(SENTENCE, 0.5, 1).length() / ordinary;
        double fast = TestVoice.speak(SENTENCE, 1.5, 1).length() / ordinary;
        double fastest = TestVoice.speak(SENTENCE, 2, 1).length() / ordinary;

        System.out.printf(
                "voice: length at rate 0.5 %.2f, 1.5 %.2f, 2 %.2f%n", slow, fast, fastest);
        assertThat(slow).isBetween(1.8, 2.2);
        assertThat(fast).isBetween(0.6, 0.75);
        assertThat(fastest).isBetween(0.45, 0.65);
    }

    @Test
    void theGainScalesTheLevelAndNeverWrapsAround() {
        short[] ordinary = TestVoice.speak(SENTENCE, 1, 1).samples();
        short[] half = TestVoice.speak(SENTENCE, 1, 0.5).samples();
        short[] loudest = TestVoice.speak(SENTENCE, 1, 4).samples();

        assertThat(Levels.rmsDbfs(half, 0, half.length))
                .isCloseTo(
                        Levels.rmsDbfs(ordinary, 0, ordinary.length) - 6,
                        org.assertj.core.data.Offset.offset(0.5));
        for (int i = 0; i < ordinary.length; i++) {
            assertThat((long) ordinary[i] * loudest[i]).isGreaterThanOrEqualTo(0);
        }
        short[] silent = TestVoice.speak(SENTENCE, 1, 0).samples();
        assertThat(silent).containsOnly((short) 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "?!", "...", "😀", "Привет, мир"})
    void nothingToSpeakGivesNoAudioAndNoFailure(String text) {
        assertThat(TestVoice.speak(text, 1, 1).length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.com",
                "C++ & R&D",
                "<p>x</p>",
                "1/0",
                "'",
                "I'd say she's what's that's",
                "Tenochtitlan, Hatshepsut",
                "x",
                "--- 3 ---",
                "q\u0000w"
            })
    void oddTextIsSpokenWithoutFailure(String text) {
        assertThat(TestVoice.speak(text, 1, 1).length())
                .isLessThan(10 * Synthesizer.SAMPLE_RATE_HZ);
    }

    @Test
    void aTokenWithoutEndIsCutIntoPieces() throws Exception {
        long begun = System.nanoTime();
        Pcm16 audio = TestVoice.speak("a".repeat(300), 1, 1);

        System.out.printf(
                "voice: 300 letters in %d ms, %s%n",
                (System.nanoTime() - begun) / 1_000_000, audio.duration());
        assertThat(audio.duration()).isLessThan(java.time.Duration.ofSeconds(60));
    }

    @Test
    void twentyInterruptedSentencesLeaveNoThreadBehind() throws Exception {
        voice.speak(sentence(SENTENCE, 1, 1), _ -> {});
        Set<Thread> before = threads();
        for (int run = 0; run < 20; run++) {
            var speaking = new CountDownLatch(1);
            var interrupted = new AtomicBoolean();
            Thread speaker =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    voice.speak(
                                            sentence(SENTENCE.repeat(3), 1, 1),
                                            _ -> {
                                                speaking.countDown();
                                                Thread.onSpinWait();
                                            });
                                } catch (InterruptedException _) {
                                    interrupted.set(true);
                                } catch (SynthesisException failure) {
                                    throw new IllegalStateException(failure);
                                }
                            });
            speaking.await();
            speaker.interrupt();
            speaker.join();
            assertThat(interrupted).isTrue();
        }

        Set<Thread> left = threads();
        left.removeAll(before);
        assertThat(left)
                .noneMatch(thread ->
                        !thread.getName().startsWith("ForkJoinPool")
                                && !thread.getName().startsWith("VirtualThread"));
    }

    @Test
    void speakersAtOnceDoNotDisturbEachOther() throws Exception {
        short[] alone = TestVoice.speak(SENTENCE, 1, 1).samples();
        List<short[]> together = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> speakers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double rate = i % 2 == 0 ? 1 : 1.5;
            speakers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                short[] samples = TestVoice.speak(SENTENCE, rate, 1).samples();
                                if (rate == 1) {
                                    together.add(samples);
                                }
                            }));
        }
        for (Thread speaker : speakers) {
            speaker.join();
        }

        assertThat(together).hasSize(2).allMatch(samples -> Arrays.equals(samples, alone));
    }

    @Test
    void rejectsWhatIsOutOfRange() {
        assertThatThrownBy(() -> voice.speak(sentence("Hi.", 3, 1), _ -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> voice.speak(sentence("Hi.", 1, 5), _ -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> voice.speak(new Synthesizer.Sentence("Hi.", "nobody", 1, 1), _ -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void speaksNoMoreOnceClosed() {
        var closed = new MarySynthesizer();
        closed.close();
        closed.close();

        assertThat(closed.isReady()).isFalse();
        assertThatThrownBy(() -> closed.speak(sentence("Hi.", 1, 1), _ -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Synthesizer.Sentence sentence(String text, double rate, double gain) {
        return new Synthesizer.Sentence(text, MaryVoice.NAME, rate, gain);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .collect(Collectors.toSet());
    }
}
