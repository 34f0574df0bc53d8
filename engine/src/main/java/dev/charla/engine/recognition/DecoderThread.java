package dev.charla.engine.recognition;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One decoder and its thread, which starts with the first utterance or {@link #start}. A decoder
 * that failed is discarded, and the next utterance loads another one.
 */
final class DecoderThread {
    private static final Logger log = LoggerFactory.getLogger(DecoderThread.class);

    private final String name;
    private final PooledRecognizer.Loader loader;
    private final Object lock = new Object();

    /** Cancelled utterances accumulate only while the decoder is loading. */
    private static final int MOST_WAITING = 64;

    /** Cancelled utterances, and at most one other; only the latter holds audio. */
    private final BlockingQueue<DecodedUtterance> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    @GuardedBy("lock")
    private @Nullable DecodedUtterance current;

    @GuardedBy("lock")
    private @Nullable Thread thread;

    private volatile boolean stopped;

    DecoderThread(String name, PooledRecognizer.Loader loader) {
        this.name = name;
        this.loader = loader;
    }

    boolean isTaken() {
        synchronized (lock) {
            return current != null || waiting.remainingCapacity() == 0;
        }
    }

    /** Whether the decoder is loaded or being loaded. */
    boolean loads() {
        synchronized (lock) {
            return thread != null;
        }
    }

    void take(DecodedUtterance utterance) {
        synchronized (lock) {
            current = utterance;
        }
        waiting.add(utterance);
        start();
    }

    void release(DecodedUtterance utterance) {
        synchronized (lock) {
            if (utterance.equals(current)) {
                current = null;
            }
        }
    }

    void start() {
        synchronized (lock) {
            if (thread == null && !stopped) {
                thread = Thread.ofPlatform().daemon().name(name).start(this::run);
            }
        }
    }

    void stop() {
        stopped = true;
        DecodedUtterance open;
        synchronized (lock) {
            open = current;
        }
        // Must come before the interrupt, which the decoder takes for the end of the audio.
        if (open != null) {
            open.giveUp("Speech recognition has been shut down.");
        }
        synchronized (lock) {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    void join(Duration within) {
        Thread running;
        synchronized (lock) {
            running = thread;
        }
        try {
            if (running != null
                    && !running.equals(Thread.currentThread())
                    && !running.join(within)) {
                log.atWarn()
                        .addKeyValue("thread", name)
                        .log("recogniser thread has not ended in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Decoder decoder = null;
        try {
            decoder = load();
            while (!stopped) {
                DecodedUtterance utterance = waiting.take();
                if (decoder == null) {
                    decoder = load();
                }
                decoder = hear(utterance, decoder);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            close(decoder);
        }
        waiting.forEach(utterance -> utterance.done(Hypothesis.NOTHING));
    }

    private @Nullable Decoder hear(DecodedUtterance utterance, @Nullable Decoder decoder) {
        try {
            if (decoder == null) {
                utterance.giveUp("Speech recognition could not be started.");
                utterance.done(Hypothesis.NOTHING);
            } else if (!utterance.isOver()) {
                String words =
                        decoder.decode(utterance.queue(), utterance.expected(), utterance::partial);
                utterance.done(words.isEmpty() ? Hypothesis.NOTHING : new Hypothesis(words, false));
            }
            return decoder;
        } catch (RuntimeException | Error failure) {
            log.atError().addKeyValue("thread", name).setCause(failure).log("recogniser failed");
            utterance.giveUp("Speech recognition failed.");
            utterance.done(Hypothesis.NOTHING);
            close(decoder);
            return null;
        }
    }

    private void close(@Nullable Decoder decoder) {
        try {
            if (decoder != null) {
                decoder.close();
            }
        } catch (RuntimeException | Error failure) {
            log.atWarn().addKeyValue("thread", name).setCause(failure).log("recogniser not closed");
        }
    }

    private @Nullable Decoder load() {
        long begun = System.nanoTime();
        try {
            Decoder decoder = loader.load();
            log.atInfo()
                    .addKeyValue("thread", name)
                    .addKeyValue("ms", (System.nanoTime() - begun) / 1_000_000)
                    .log("recogniser loaded");
            return decoder;
        } catch (Exception | Error failure) {
            log.atError()
                    .addKeyValue("thread", name)
                    .setCause(failure)
                    .log("recogniser not loaded");
            return null;
        }
    }
}
