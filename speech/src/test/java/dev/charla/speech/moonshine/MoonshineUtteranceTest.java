package dev.charla.speech.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is decoded when, with a scribe that waits for the test. */
class MoonshineUtteranceTest {
    private static final int SECOND = 16_000;

    private final WaitingScribe scribe = new WaitingScribe();
    private final DecodePool pool = new DecodePool(1);
    private final Told told = new Told();
    private final Semaphore over = new Semaphore(0);
    private final MoonshineUtterance utterance = utterance(told);

    private MoonshineUtterance utterance(Told listener) {
        return new MoonshineUtterance(
                new Ear(scribe, MoonshineLanguage.ENGLISH), pool, listener, _ -> over.release());
    }

    @AfterEach
    void close() {
        scribe.letAllGo();
        pool.close();
    }

    /** Loud enough to be speech; its length tells the decodes apart. */
    private static short[] speech(int samples) {
        short[] loud = new short[samples];
        for (int i = 0; i < samples; i++) {
            loud[i] = (short) (8_000 * Math.sin(i * 0.1));
        }
        return loud;
    }

    private void awaitOver() throws InterruptedException {
        assertThat(over.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void say(MoonshineUtterance utterance, int samples) {
        utterance.audio(speech(samples), 0, samples);
    }

    @Test
    void wordsDecodedInThePauseAreThoseOfTheEnd() throws Exception {
        say(utterance, SECOND / 4);
        utterance.quiet();
        scribe.writes("It is late.");
        assertThat(told.nextPartial()).isEqualTo("It is late.");

        utterance.finish();

        assertThat(told.end().text()).isEqualTo("It is late.");
        assertThat(scribe.decodes()).isEqualTo(1);
        awaitOver();
    }

    @Test
    void aDecodeOfThePauseThatStillRunsIsTheLast() throws Exception {
        say(utterance, SECOND / 4);
        utterance.quiet();
        scribe.awaitBegun();
        utterance.finish();
        assertThat(told.isEnded()).isFalse();

        scribe.writes("It is late.");

        assertThat(told.end().text()).isEqualTo("It is late.");
        assertThat(scribe.decodes()).isEqualTo(1);
    }

    @Test
    void whatFollowsThePauseIsHeardToo() throws Exception {
        say(utterance, SECOND / 4);
        utterance.quiet();
        scribe.writes("It is late.");
        assertThat(told.nextPartial()).isEqualTo("It is late.");
        utterance.goesOn();
        say(utterance, SECOND / 8);

        utterance.finish();
        scribe.writes("It is late now.");

        assertThat(told.end().text()).isEqualTo("It is late now.");
    }

    @Test
    void aPartialGivesWayToTheEndOfAnother() throws Exception {
        say(utterance, SECOND);
        scribe.awaitBegun();
        Told other = new Told();
        MoonshineUtterance ending = utterance(other);
        say(ending, SECOND / 4);

        ending.finish();
        // Nobody lets the partial go on: it is abandoned.
        scribe.awaitAbandoned();
        scribe.writes("Good night.");

        assertThat(other.end().text()).isEqualTo("Good night.");
        assertThat(told.hasPartials()).isFalse();
        utterance.finish();
        scribe.writes("It is late.");
        assertThat(told.end().text()).isEqualTo("It is late.");
    }

    @Test
    void thereAreNoPartialsWhenAllProcessorsAreBusy() throws Exception {
        Told other = new Told();
        MoonshineUtterance ending = utterance(other);
        say(ending, SECOND / 4);
        ending.finish();
        scribe.awaitBegun();

        say(utterance, 4 * SECOND);
        scribe.writes("Good night.");
        other.end();

        assertThat(scribe.decodes()).isEqualTo(1);
    }

    @Test
    void whatIsCancelledTellsNothing() throws Exception {
        say(utterance, SECOND);
        scribe.awaitBegun();
        utterance.cancel();
        scribe.awaitAbandoned();

        utterance.finish();

        assertThat(told.isEnded()).isFalse();
        awaitOver();
    }

    @Test
    void longSpeechIsHeardInPieces() throws Exception {
        short[] minute = speech(70 * SECOND);
        Arrays.fill(minute, 12 * SECOND, 12 * SECOND + SECOND / 2, (short) 0);
        scribe.writesAlways("One piece.");
        utterance.audio(minute, 0, minute.length);

        utterance.finish();

        String text = told.end().text();
        assertThat(scribe.longest()).isLessThanOrEqualTo(19 * SECOND);
        assertThat(text.split("One piece").length - 1).isBetween(4, 7);
    }

    @Test
    void whenTheModelFailsTheCallerIsTold() throws Exception {
        say(utterance, SECOND / 4);
        scribe.fails();

        utterance.finish();

        assertThat(told.failure()).isEqualTo("Speech recognition failed.");
        awaitOver();
    }

    @Test
    void silenceIsNotDecoded() throws Exception {
        utterance.audio(new short[SECOND], 0, SECOND);

        utterance.finish();

        assertThat(told.end().text()).isEmpty();
        assertThat(scribe.decodes()).isZero();
    }

    /** Writes what it is given, when it is given it. */
    private static final class WaitingScribe implements Scribe {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final BlockingQueue<Boolean> begun = new LinkedBlockingQueue<>();
        private final CountDownLatch abandonedOnce = new CountDownLatch(1);
        private final AtomicInteger decodes = new AtomicInteger();
        private final AtomicInteger longest = new AtomicInteger();
        private volatile @Nullable String always;
        private volatile boolean broken;
        private volatile boolean released;

        @Override
        public @Nullable Transcript transcribe(float[] samples, BooleanSupplier abandoned)
                throws OrtException {
            decodes.incrementAndGet();
            longest.accumulateAndGet(samples.length, Math::max);
            begun.add(true);
            if (broken) {
                throw new OrtException("no memory");
            }
            String text = always;
            try {
                while (text == null && !released) {
                    if (abandoned.getAsBoolean()) {
                        abandonedOnce.countDown();
                        return null;
                    }
                    text = texts.poll(5, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return text == null ? null : new Transcript(text, -0.1, -0.1);
        }

        void writes(String text) {
            texts.add(text);
        }

        void writesAlways(String text) {
            always = text;
        }

        void fails() {
            broken = true;
        }

        void awaitBegun() throws InterruptedException {
            assertThat(begun.poll(60, TimeUnit.SECONDS)).isTrue();
        }

        void awaitAbandoned() throws InterruptedException {
            assertThat(abandonedOnce.await(60, TimeUnit.SECONDS)).isTrue();
        }

        int decodes() {
            return decodes.get();
        }

        int longest() {
            return longest.get();
        }

        void letAllGo() {
            released = true;
        }
    }
}
