package dev.charla.engine.recognition;

import java.util.Set;

/** Recognises nothing. A placeholder where each session has its own recogniser. */
public final class DeafRecognizer implements Recognizer {
    @Override
    public Utterance open(Listener listener) {
        return new Utterance() {
            @Override
            public void audio(short[] samples, int offset, int length) {}

            @Override
            public void finish() {
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
