package dev.charla.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PooledRecognizerTest {
    private static final short[] SPEECH = new short[3_200];

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final PooledRecognizer recognizer =
            new PooledRecognizer(2, "counting-recognizer", List.of("en-US"), this::decoder);

    private Decoder decoder() {
        made.incrementAndGet();
        return new Counting();
    }

    @AfterEach
    void close() {
        recognizer.close();
        recognizer.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("counting-recognizer"));
        assertThatThrownBy(() -> recognizer.open(new Heard()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(closed).hasValue(made.get());
    }

    @Test
    void eachUtteranceIsHeardByADecoderOfItsOwn() throws Exception {
        var first = new Heard();
        var second = new Heard();
        Recognizer.Utterance one = recognizer.open(first);
        Recognizer.Utterance two = recognizer.open(second);
        one.audio(SPEECH, 0, SPEECH.length);
        two.audio(SPEECH, 0, SPEECH.length);
        two.audio(SPEECH, 0, SPEECH.length);
        one.finish();
        two.finish();
        first.await();
        second.await();

        assertThat(first.result()).isEqualTo(new Hypothesis("3200 samples", false));
        assertThat(second.result()).isEqualTo(new Hypothesis("6400 samples", false));
        assertThat(first.partials()).isNotEmpty();
    }

    @Test
    void aListenerThatWaitsForAnotherThreadOfItsOwnSessionIsToldAllTheSame() throws Exception {
        var opened = new CompletableFuture<Recognizer.Utterance>();
        var others = new ArrayBlockingQueue<Boolean>(8);
        var done = new CountDownLatch(1);
        var listener =
                new Recognizer.Listener() {
                    // What the session does meanwhile is not kept waiting by the report.
                    private void goOnElsewhere() {
                        Thread other =
                                Thread.ofPlatform().start(() -> opened.join().audio(SPEECH, 0, 1));
                        try {
                            others.add(other.join(Duration.ofSeconds(10)));
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                    }

                    @Override
                    public void partial(String text) {
                        if (others.isEmpty()) {
                            goOnElsewhere();
                        }
                    }

                    @Override
                    public void done(Hypothesis hypothesis) {
                        goOnElsewhere();
                        done.countDown();
                    }

                    @Override
                    public void failed(String reason) {}
                };
        Recognizer.Utterance utterance = recognizer.open(listener);
        opened.complete(utterance);
        utterance.audio(SPEECH, 0, SPEECH.length);
        utterance.finish();
        done.await();

        assertThat(others).containsExactly(true, true);
    }

    @Test
    void hearsAsManyAtOnceAsSaidAndFreesADecoderOnCancel() throws Exception {
        var first = new Heard();
        Recognizer.Utterance one = recognizer.open(first);
        Recognizer.Utterance two = recognizer.open(new Heard());
        one.audio(SPEECH, 0, SPEECH.length);
        assertThat(recognizer.loadedDecoders()).isEqualTo(2);

        assertThatThrownBy(() -> recognizer.open(new Heard()))
                .isInstanceOf(RecognizerBusyException.class);

        one.cancel();
        one.cancel();
        assertThat(hear().text()).isEqualTo("3200 samples");
        assertThat(first.isEnded()).isFalse();
        two.cancel();
    }

    @Test
    void anUtteranceWithoutAnyAudioIsNotUnderstood() throws Exception {
        var heard = new Heard();
        recognizer.open(heard).finish();
        heard.await();

        assertThat(heard.result()).isEqualTo(Hypothesis.NOTHING);
    }

    @Test
    void anUtteranceOpenWhenItClosesFails() throws Exception {
        recognizer.warmUp();
        assertThat(recognizer.isReady()).isTrue();
        var heard = new Heard();
        var _ = recognizer.open(heard);

        recognizer.close();

        assertThat(heard.failure()).contains("shut down");
        assertThat(recognizer.isReady()).isFalse();
    }

    private Hypothesis hear() throws Exception {
        var heard = new Heard();
        Recognizer.Utterance utterance = recognizer.open(heard);
        utterance.audio(SPEECH, 0, SPEECH.length);
        utterance.finish();
        heard.await();
        return heard.result();
    }

    /** Makes out how many samples there were. */
    private final class Counting implements Decoder {
        @Override
        public String decode(
                UtteranceAudio utterance, Expected expected, Consumer<String> partials) {
            int samples = 0;
            for (double[] chunk = utterance.take(); chunk.length > 0; chunk = utterance.take()) {
                samples += chunk.length;
                partials.accept(samples + " so far");
            }
            return samples == 0 ? "" : samples + " samples";
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
