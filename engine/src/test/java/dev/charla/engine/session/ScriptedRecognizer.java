package dev.charla.engine.session;

import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Hears the words of the script, one entry an utterance. */
final class ScriptedRecognizer implements Recognizer {
    final ConcurrentLinkedQueue<String> words = new ConcurrentLinkedQueue<>();
    final AtomicInteger opened = new AtomicInteger();
    final List<Expected> told = new ArrayList<>();
    private final boolean usesPhrases;
    boolean busy;

    ScriptedRecognizer(boolean usesPhrases) {
        this.usesPhrases = usesPhrases;
    }

    int open() {
        return opened.get();
    }

    @Override
    public boolean usesPhrases() {
        return usesPhrases;
    }

    @Override
    public Utterance open(Listener listener, Expected expected) throws RecognizerBusyException {
        told.add(expected);
        return open(listener);
    }

    @Override
    public Utterance open(Listener listener) throws RecognizerBusyException {
        if (busy) {
            throw new RecognizerBusyException(0);
        }
        opened.incrementAndGet();
        return new Utterance() {
            private final String said = String.valueOf(words.poll());
            private int samples;
            private boolean over;

            @Override
            public void audio(short[] audio, int offset, int length) {
                samples += length;
                if (samples > 3_200) {
                    listener.partial(said);
                }
            }

            @Override
            public void finish() {
                end();
                listener.done(said.isEmpty() ? Hypothesis.NOTHING : new Hypothesis(said, true));
            }

            @Override
            public void cancel() {
                end();
            }

            private void end() {
                if (!over) {
                    over = true;
                    opened.decrementAndGet();
                }
            }
        };
    }

    @Override
    public Set<String> languages() {
        return Set.of("en-US");
    }
}
