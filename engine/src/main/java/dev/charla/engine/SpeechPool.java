package dev.charla.engine;

import com.google.errorprone.annotations.ThreadSafe;
import dev.charla.loop.Ticker;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that compute speech; tells how long speech waits for one of them. */
@ThreadSafe
final class SpeechPool extends ThreadPoolExecutor {
    private final Ticker ticker;

    SpeechPool(int threads, Ticker ticker) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("synthesis-", 0).factory());
        this.ticker = ticker;
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

    /** How long the first in the queue has waited; zero when nothing waits. */
    Duration longestWait() {
        return getQueue().peek() instanceof Waiting first
                ? Duration.ofNanos(Math.max(0, ticker.nanos() - first.sinceNanos()))
                : Duration.ZERO;
    }
}
