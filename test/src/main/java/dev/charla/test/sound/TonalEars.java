package dev.charla.test.sound;

import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Ears that understand {@link TonalVoice} by its sound alone, and of anything else no word. Each
 * result comes at once, on the thread that brings the audio.
 */
public final class TonalEars implements Recognizer {
    /** Ears. */
    public TonalEars() {}

    @Override
    public Utterance open(Listener listener) {
        return new Heard(listener);
    }

    @Override
    public Set<String> languages() {
        return new LinkedHashSet<>(TonalVoice.LANGUAGES);
    }

    private static final class Heard implements Utterance {
        private final Listener listener;
        private final StringBuilder text = new StringBuilder();
        private final TonalListener ear =
                new TonalListener(SAMPLE_RATE_HZ, (word, _, _) -> add(word));
        private boolean over;

        Heard(Listener listener) {
            this.listener = listener;
        }

        private void add(String word) {
            text.append(text.isEmpty() ? "" : " ").append(word);
            if (!over) {
                listener.partial(text.toString());
            }
        }

        @Override
        public void audio(short[] samples, int offset, int length) {
            if (!over) {
                ear.hear(samples, offset, length);
            }
        }

        @Override
        public void finish() {
            if (over) {
                return;
            }
            over = true;
            ear.end();
            listener.done(
                    text.isEmpty() ? Hypothesis.NOTHING : new Hypothesis(text.toString(), true));
        }

        @Override
        public void cancel() {
            over = true;
        }
    }
}
