package dev.charla.engine.recognition;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A recogniser with a pool of decoders, one per simultaneous caller. The decoders share no state
 * here.
 *
 * <p>Each utterance has its own decoder, and each decoder its own platform thread. {@link #warmUp}
 * creates the first one. Each further one is created in the background when the last idle one is
 * taken; an utterance that is opened before its decoder is ready waits for it. {@link #close} ends
 * the threads, and each thread closes its decoder.
 */
public final class PooledRecognizer implements Recognizer {
    /** How long {@link #close} waits for a decoder that is still loading. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final Set<String> languages;
    private final Object lock = new Object();
    private final List<DecoderThread> decoders = new ArrayList<>();
    private volatile boolean closed;
    private volatile boolean ready;

    /**
     * @param limit maximum of simultaneous utterances, at least 1
     * @param name name of the threads, before a number
     * @param languages BCP 47 tags of what the decoders understand, the default first; at least one
     * @param loader creates a decoder; called from the threads, possibly by several at once
     */
    public PooledRecognizer(int limit, String name, List<String> languages, Loader loader) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit of " + limit);
        }
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("no language");
        }
        this.languages = new LinkedHashSet<>(languages);
        for (int i = 1; i <= limit; i++) {
            decoders.add(new DecoderThread(name + "-" + i, loader));
        }
    }

    /** Creates a decoder; takes as long as its models take to load. */
    @FunctionalInterface
    public interface Loader {
        Decoder load() throws Exception;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public Utterance open(Listener listener) throws RecognizerBusyException {
        return open(listener, Expected.ANYTHING);
    }

    @Override
    public Utterance open(Listener listener, Expected expected) throws RecognizerBusyException {
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
            var utterance = new DecodedUtterance(listener, idle, expected);
            idle.take(utterance);
            loadOneAhead();
            return utterance;
        }
    }

    @Override
    public Set<String> languages() {
        return Collections.unmodifiableSet(languages);
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
            // All decoders are in use, so they are warm.
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
