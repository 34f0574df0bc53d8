package dev.charla.engine.recognition;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.engine.grammar.CompiledGrammar;
import dev.charla.engine.grammar.SpeechGrammar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hears American English with the acoustic model of Sphinx4: either the sentences of a grammar,
 * refusing all others, or any words, with less certainty.
 *
 * <p>Each utterance has a decoder for itself. A decoder takes 3 MB of heap for a grammar, which all
 * of them share, and 170 MB for dictation, so there are at most as many as said at construction.
 * The first is made by {@link #warmUp}, each further one in the background when the last idle one
 * is taken; an utterance opened before its decoder is ready waits for it. Each decoder has a
 * platform thread, which ends in {@link #close}.
 */
public final class SphinxRecognizer implements Recognizer {
    /** How long {@link #close} waits for a decoder that is just being loaded. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Object lock = new Object();
    private final List<DecoderThread> decoders = new ArrayList<>();
    private volatile boolean closed;
    private volatile boolean ready;

    private SphinxRecognizer(int limit, boolean certain, String name, DecoderThread.Loader loader) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit of " + limit);
        }
        for (int i = 1; i <= limit; i++) {
            decoders.add(new DecoderThread(name + "-" + i, certain, loader));
        }
    }

    /**
     * Understands the grammar's sentences; whatever else is said gives {@link Hypothesis#NOTHING}.
     * The grammar is compiled when the first decoder is loaded: {@link
     * SpeechGrammar#requirePronunciations} tells beforehand whether it can be.
     *
     * @param limit utterances heard at once, at least 1
     */
    public static SphinxRecognizer grammar(SpeechGrammar grammar, int limit) {
        var compiled = new Shared(grammar);
        return new SphinxRecognizer(
                limit, true, "grammar-recognizer", () -> new GrammarListening(compiled.get()));
    }

    /** The one graph of all decoders. */
    private static final class Shared {
        private final SpeechGrammar grammar;

        @GuardedBy("this")
        private @Nullable CompiledGrammar compiled;

        Shared(SpeechGrammar grammar) {
            this.grammar = grammar;
        }

        synchronized CompiledGrammar get() {
            CompiledGrammar made = compiled;
            if (made == null) {
                made = CompiledGrammar.of(grammar);
                compiled = made;
            }
            return made;
        }
    }

    /**
     * Understands any words, none of them for certain.
     *
     * @param limit utterances heard at once, at least 1
     */
    public static SphinxRecognizer dictation(int limit) {
        return new SphinxRecognizer(limit, false, "dictation-recognizer", SphinxDecoder::new);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public Utterance open(Listener listener) throws RecognizerBusyException {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the recognizer is closed");
            }
            DecoderThread idle = null;
            for (DecoderThread decoder : decoders) {
                if (!decoder.isTaken() && (idle == null || (decoder.loads() && !idle.loads()))) {
                    idle = decoder;
                }
            }
            if (idle == null) {
                throw new RecognizerBusyException(decoders.size());
            }
            var utterance = new SphinxUtterance(listener, idle);
            idle.take(utterance);
            loadOneAhead();
            return utterance;
        }
    }

    @Override
    public Set<String> languages() {
        return Set.of("en-US");
    }

    @Override
    public void warmUp() {
        var done = new CountDownLatch(1);
        var failure = new AtomicReference<String>();
        try {
            Utterance silence = open(new WarmUpListener(done, failure));
            silence.audio(new short[SAMPLE_RATE_HZ], 0, SAMPLE_RATE_HZ);
            silence.finish();
            done.await();
        } catch (RecognizerBusyException _) {
            // All decoders are at work, so they are as warm as can be.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        ready = true;
    }

    @Override
    public boolean isReady() {
        return ready && !closed;
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            decoders.forEach(DecoderThread::stop);
        }
        decoders.forEach(decoder -> decoder.join(CLOSE_WITHIN));
    }

    /** How many decoders are loaded or loading. */
    int loadedDecoders() {
        synchronized (lock) {
            return (int) decoders.stream().filter(DecoderThread::loads).count();
        }
    }

    @GuardedBy("lock")
    private void loadOneAhead() {
        boolean idle = decoders.stream().anyMatch(decoder -> decoder.loads() && !decoder.isTaken());
        if (ready && !idle) {
            decoders.stream()
                    .filter(decoder -> !decoder.loads())
                    .findFirst()
                    .ifPresent(DecoderThread::start);
        }
    }

    private record WarmUpListener(CountDownLatch ended, AtomicReference<String> failure)
            implements Listener {
        @Override
        public void partial(String text) {}

        @Override
        public void done(Hypothesis hypothesis) {
            ended.countDown();
        }

        @Override
        public void failed(String reason) {
            failure.set(reason);
            ended.countDown();
        }
    }
}
