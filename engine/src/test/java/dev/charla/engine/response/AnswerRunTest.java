package dev.charla.engine.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplySink;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.testkit.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer ends once, whatever is thrown on its way. */
class AnswerRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final VirtualLoop loop = new VirtualLoop();
    private final ExecutorService pool = Executors.newFixedThreadPool(1);
    private final Ends ends = new Ends();
    private final Voice voice = new Voice();

    @AfterEach
    void close() {
        pool.shutdownNow();
    }

    /** What goes wrong. */
    interface Failing {
        void fail() throws InterruptedException, ReplyException, SynthesisException;
    }

    static Stream<Arguments> everything() {
        return Stream.of(
                row(
                        "an exception",
                        () -> {
                            throw new IllegalStateException("a secret");
                        }),
                row(
                        "an overflow of the stack",
                        () -> {
                            throw new StackOverflowError();
                        }),
                row(
                        "a class that does not load",
                        () -> {
                            throw new NoClassDefFoundError("a/secret");
                        }),
                row(
                        "memory that is used up",
                        () -> {
                            throw new OutOfMemoryError("a secret");
                        }),
                row(
                        "an assertion",
                        () -> {
                            throw new AssertionError("a secret");
                        }),
                row(
                        "an interrupt of its own",
                        () -> {
                            throw new InterruptedException();
                        }),
                row(
                        "a failure of the model",
                        () -> {
                            throw new ReplyException("model_failed", "The model failed.", null);
                        }),
                row(
                        "a failure of the voice",
                        () -> {
                            throw new SynthesisException("a secret", null);
                        }));
    }

    private static Arguments row(String name, Failing what) {
        return Arguments.of(Named.of(name, what));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void whatTheSourceThrowsEndsTheAnswerOnceWithFailed(Failing what) {
        for (boolean spoken : List.of(true, false)) {
            ends.told.clear();
            run(
                    sink -> {
                        sink.text("Some words. More");
                        try {
                            what.fail();
                        } catch (SynthesisException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    spoken);

            assertThat(ends.told).hasSize(1).first().asString().startsWith("failed");
            assertThat(ends.told).noneMatch(end -> end.contains("secret"));
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void whatTheVoiceThrowsEndsTheAnswerOnceWithFailed(Failing what) {
        voice.failing = what;
        run(sink -> sink.text("First sentence. Second sentence. ".repeat(20)), true);

        assertThat(ends.told)
                .singleElement()
                .asString()
                .startsWith("failed")
                .endsWith("The answer could not be spoken.");
    }

    @ParameterizedTest
    @MethodSource("everything")
    void whatTheListenerThrowsEndsTheAnswerOnceWithFailedAndTheLoopGoesOn(Failing what) {
        ends.failing = what;
        run(sink -> sink.text("First sentence. Second sentence."), true);

        assertThat(ends.told).singleElement().asString().startsWith("failed server_error");
    }

    @Test
    void anAnswerThatFailsInNothingIsMade() {
        run(sink -> sink.text("All is well."), true);

        assertThat(ends.told).containsExactly("made");
    }

    @Test
    void wordsThatTheVoiceCannotSpeakAreToldOf() {
        run(sink -> sink.text("Hello there. \u0645\u0631\u062d\u0628\u0627. Goodbye."), true);

        assertThat(ends.unspoken).isPositive();
        assertThat(ends.told).containsExactly("made");
    }

    @Test
    void aCancelledAnswerTellsNoEnd() {
        AnswerRun run = made(ReplySink::cutShort, true);
        loop.run(() -> {
            run.start();
            run.cancel();
        });
        loop.runUntilIdle();

        assertThat(ends.told).isEmpty();
    }

    @Test
    void rateAndGainThatLeaveTheVoicesRangeTogetherStayWithinIt() {
        for (double[] pair : new double[][] {{0.5, 0.6}, {1.5, 1.6}, {0.5, 0.5}, {2, 2}, {1, 1}}) {
            ends.told.clear();
            AnswerRun run =
                    new AnswerRun(
                            "test",
                            AnswerSource.of("Hello."),
                            new AnswerRun.Voicing(
                                    true,
                                    voice,
                                    "voice",
                                    pair[0],
                                    new Manner(pair[1], 9),
                                    SpeechThreads.unlimited(pool),
                                    new AudioAllowance(10_000)),
                            null,
                            loop,
                            ends);
            loop.run(run::start);
            loop.runUntil(() -> !ends.told.isEmpty(), PATIENCE);

            assertThat(ends.told).containsExactly("made");
            assertThat(voice.rate).isBetween(Synthesizer.SLOWEST, Synthesizer.FASTEST);
            assertThat(voice.rate)
                    .isEqualTo(
                            Math.clamp(
                                    pair[0] * pair[1], Synthesizer.SLOWEST, Synthesizer.FASTEST));
            assertThat(voice.gain).isEqualTo(Synthesizer.LOUDEST);
        }
    }

    private AnswerRun made(AnswerSource source, boolean spoken) {
        return new AnswerRun(
                "test",
                source,
                new AnswerRun.Voicing(
                        spoken,
                        voice,
                        "voice",
                        1,
                        Manner.PLAIN,
                        SpeechThreads.unlimited(pool),
                        new AudioAllowance(10_000)),
                null,
                loop,
                ends);
    }

    private void run(AnswerSource source, boolean spoken) {
        AnswerRun run = made(source, spoken);
        loop.run(run::start);
        loop.runUntil(() -> !ends.told.isEmpty(), PATIENCE);
        run.awaitThreads(PATIENCE);
        loop.runUntilIdle();
    }

    /** Keeps the ends that it is told of. */
    private static final class Ends implements AnswerListener {
        final List<String> told = new ArrayList<>();
        volatile Failing failing = () -> {};
        int unspoken;

        @Override
        public void text(String delta) {
            fail();
        }

        @Override
        public void sentence(String words) {
            fail();
        }

        private void fail() {
            try {
                failing.fail();
            } catch (InterruptedException | ReplyException | SynthesisException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void timing(SpeechTiming timing) {}

        @Override
        public void audio(short[] samples) {}

        @Override
        public void unspoken() {
            unspoken++;
        }

        @Override
        public void call(String name, String arguments) {}

        @Override
        public void manner(Manner manner) {}

        @Override
        public void made(ResponseLife.Ending ending) {
            told.add("made");
        }

        @Override
        public void failed(String code, String message) {
            told.add("failed " + code + ": " + message);
        }
    }

    /** Speaks nothing. */
    private static final class Voice implements Synthesizer {
        volatile Failing failing = () -> {};
        volatile double rate;
        volatile double gain;

        @Override
        public List<String> voices() {
            return List.of("voice");
        }

        @Override
        public boolean canSpeak(String voice, String text) {
            return text.chars().allMatch(letter -> letter < 0x600);
        }

        @Override
        public void speak(Sentence sentence, Sink sink)
                throws InterruptedException, SynthesisException {
            rate = sentence.rate();
            gain = sentence.gain();
            try {
                failing.fail();
            } catch (ReplyException e) {
                throw new IllegalStateException(e);
            }
            sink.audio(new short[480]);
        }

        @Override
        public void warmUp() {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void close() {}
    }
}
