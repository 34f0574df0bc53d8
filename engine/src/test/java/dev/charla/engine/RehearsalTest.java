package dev.charla.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void everyLineIsSpokenAndHeardToItsEnd() {
        var ears = new CountingEars(false);

        Rehearsal.hold(new LongWinded(), ears);

        assertThat(ears.opened).isEqualTo(4);
        assertThat(ears.finished).isEqualTo(4);
        assertThat(ears.samples).isGreaterThan(4 * Recognizer.SAMPLE_RATE_HZ);
    }

    @Test
    void aCallerWhoTakesTheLastPlaceEndsIt() {
        var ears = new CountingEars(true);

        Rehearsal.hold(new LongWinded(), ears);

        assertThat(ears.opened).isZero();
    }

    /** Counts what it is given, and hears nothing. */
    private static final class CountingEars implements Recognizer {
        private final boolean busy;
        private int opened;
        private int finished;
        private int samples;

        CountingEars(boolean busy) {
            this.busy = busy;
        }

        @Override
        public Utterance open(Listener listener) throws RecognizerBusyException {
            if (busy) {
                throw new RecognizerBusyException(0);
            }
            opened++;
            return new Utterance() {
                @Override
                public void audio(short[] audio, int offset, int length) {
                    samples += length;
                }

                @Override
                public void finish() {
                    finished++;
                    listener.done(Hypothesis.NOTHING);
                }

                @Override
                public void cancel() {}
            };
        }

        @Override
        public Set<String> languages() {
            return Set.of("en-US");
        }
    }

    /** Takes two seconds for any sentence, and says nothing. */
    private static final class LongWinded implements Synthesizer {
        @Override
        public List<String> voices() {
            return List.of("silence");
        }

        @Override
        public void speak(Sentence sentence, Sink sink) throws InterruptedException {
            sink.audio(new short[2 * SAMPLE_RATE_HZ]);
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
