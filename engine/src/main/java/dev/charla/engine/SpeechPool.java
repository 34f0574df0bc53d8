package dev.charla.engine;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.engine.response.SpeechThreads;
import dev.charla.loop.Ticker;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The threads that synthesise speech. Reports how long speech waits for one of them. */
@ThreadSafe
final class SpeechPool extends ThreadPoolExecutor implements SpeechThreads {
    private final Ticker ticker;
    private final Object size = new Object();

    @GuardedBy("size")
    private int threads;

    SpeechPool(int threads, Ticker ticker) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("synthesis-", 0).factory());
        this.ticker = ticker;
        this.threads = threads;
    }

    private record Waiting(Runnable speech, long sinceNanos) implements Runnable {
        @Override
        public void run() {
            speech.run();
        }
    }

    @Override
    public void execute(Runnable speech) {
        super.execute(new Waiting(speech, ticker.nanos()));
    }

    /** Replaces a waiting thread, so that another one can compute: at most one per session. */
    @Override
    public void await(BooleanSupplier attempt, Wait wait) throws InterruptedException {
        if (attempt.getAsBoolean()) {
            return;
        }
        resize(1);
        try {
            wait.go();
        } finally {
            resize(-1);
        }
    }

    private void resize(int by) {
        synchronized (size) {
            threads += by;
            if (by > 0) {
                setMaximumPoolSize(threads);
            }
            setCorePoolSize(threads);
            setMaximumPoolSize(threads);
        }
    }

    /** How long the head of the queue has waited; zero when the queue is empty. */
    Duration longestWait() {
        return getQueue().peek() instanceof Waiting first
                ? Duration.ofNanos(Math.max(0, ticker.nanos() - first.sinceNanos()))
                : Duration.ZERO;
    }
}
