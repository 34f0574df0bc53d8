package dev.charla.engine.session;

import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Hears the words of the script, one entry an utterance. */
final class ScriptedRecognizer implements Recognizer {
    final ConcurrentLinkedQueue<String> words = new ConcurrentLinkedQueue<>();
    final AtomicInteger opened = new AtomicInteger();
    final List<Expected> told = new ArrayList<>();
    private final Queue<Runnable> withheld = new ArrayDeque<>();
    private final boolean usesPhrases;
    private final String language;
    boolean busy;

    /** What it says in place of words, as ears do that could not be loaded. */
    @Nullable String fails;

    /** Whether the words may be other ones. */
    boolean doubts;

    /** Whether words are known only when {@link #tell} is called. */
    boolean slow;

    /** How much audio the utterance that ended last had. */
    int heardSamples;

    ScriptedRecognizer(boolean usesPhrases) {
        this(usesPhrases, "en-US");
    }

    ScriptedRecognizer(boolean usesPhrases, String language) {
        this.usesPhrases = usesPhrases;
        this.language = language;
    }

    /** The words of the oldest utterance that has ended are known now. */
    void tell() {
        withheld.remove().run();
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
                if (samples > 3_200 && fails == null) {
                    listener.partial(said);
                }
            }

            @Override
            public void finish() {
                end();
                heardSamples = samples;
                String reason = fails;
                if (reason != null) {
                    listener.failed(reason);
                    return;
                }
                Runnable done =
                        () ->
                                listener.done(
                                        said.isEmpty()
                                                ? Hypothesis.NOTHING
                                                : new Hypothesis(said, !doubts));
                if (slow) {
                    withheld.add(done);
                } else {
                    done.run();
                }
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
        return Set.of(language);
    }
}
