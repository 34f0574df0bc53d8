package dev.charla.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.engine.response.AnswerListener;
import dev.charla.engine.response.AnswerRun;
import dev.charla.engine.response.AnswerSource;
import dev.charla.engine.response.AudioAllowance;
import dev.charla.engine.response.Manner;
import dev.charla.engine.response.ResponseLife;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.testkit.VirtualLoop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechPoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int AHEAD_MS = 100;

    private final VirtualLoop loop = new VirtualLoop();

    @Test
    void clientsThatReadNothingKeepNoVoiceFromOthers() {
        var pool = new SpeechPool(1, loop);
        try {
            var deaf = List.of(new Client(pool), new Client(pool), new Client(pool));
            deaf.forEach(Client::ask);
            loop.runUntil(
                    () -> deaf.stream().allMatch(client -> client.heardMs == AHEAD_MS), PATIENCE);

            var hearing = new Client(pool);
            hearing.reads = true;
            hearing.ask();
            loop.runUntil(() -> hearing.answered, PATIENCE);

            assertThat(hearing.heardMs).isEqualTo(Voice.SENTENCE_MS);
            assertThat(deaf).noneMatch(client -> client.answered);

            deaf.getFirst().run.cancel();
            deaf.get(1).readAgain();
            loop.runUntil(() -> deaf.get(1).answered, PATIENCE);
            assertThat(deaf.get(1).heardMs).isEqualTo(Voice.SENTENCE_MS);
            deaf.getLast().run.cancel();
            await().untilAsserted(() -> {
                assertThat(pool.getCorePoolSize()).isEqualTo(1);
                assertThat(pool.getMaximumPoolSize()).isEqualTo(1);
            });
        } finally {
            pool.shutdownNow();
        }
    }

    /** Asks for a sentence, and takes what may be made ahead, or all. */
    private final class Client implements AnswerListener {
        final AudioAllowance allowance = new AudioAllowance(AHEAD_MS);
        final AnswerRun run;
        boolean reads;
        boolean answered;
        int heardMs;

        Client(SpeechPool pool) {
            run =
                    new AnswerRun(
                            "test",
                            AnswerSource.of("Hello."),
                            new AnswerRun.Voicing(
                                    true, new Voice(), "voice", 1, Manner.PLAIN, pool, allowance),
                            null,
                            loop,
                            this);
        }

        void ask() {
            loop.run(run::start);
        }

        void readAgain() {
            loop.run(() -> {
                reads = true;
                allowance.giveBack(heardMs);
            });
        }

        @Override
        public void audio(short[] samples) {
            int ms = AnswerRun.millis(samples.length);
            heardMs += ms;
            if (reads) {
                allowance.giveBack(ms);
            }
        }

        @Override
        public void made(ResponseLife.Ending ending) {
            answered = true;
        }

        @Override
        public void failed(String code, String message) {
            throw new AssertionError(code);
        }

        @Override
        public void text(String delta) {}

        @Override
        public void sentence(String words) {}

        @Override
        public void timing(SpeechTiming timing) {}

        @Override
        public void unspoken() {}

        @Override
        public void call(String name, String arguments) {}

        @Override
        public void manner(Manner manner) {}
    }

    /** Says nothing, for half a second. */
    private static final class Voice implements Synthesizer {
        static final int SENTENCE_MS = 500;
        private static final int BLOCK_MS = 20;

        @Override
        public List<String> voices() {
            return List.of("voice");
        }

        @Override
        public boolean canSpeak(String voice, String text) {
            return true;
        }

        @Override
        public void speak(Sentence sentence, Sink sink) throws InterruptedException {
            for (int ms = 0; ms < SENTENCE_MS; ms += BLOCK_MS) {
                sink.audio(new short[SAMPLE_RATE_HZ / 1_000 * BLOCK_MS]);
            }
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
