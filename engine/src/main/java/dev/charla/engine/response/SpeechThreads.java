package dev.charla.engine.response;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The threads that synthesise sentences. Any thread. */
public interface SpeechThreads {
    /** A blocking action without computation. */
    @FunctionalInterface
    interface Wait {
        void go() throws InterruptedException;
    }

    /** Synthesises a sentence when its turn comes. */
    <T extends @Nullable Object> Future<T> submit(Callable<T> sentence);

    /**
     * Waits on one of these threads without keeping it from others: a client may read nothing for
     * any time.
     */
    void await(Wait wait) throws InterruptedException;

    /** Uses one thread per sentence. */
    static SpeechThreads unlimited(ExecutorService threads) {
        return new SpeechThreads() {
            @Override
            public <T extends @Nullable Object> Future<T> submit(Callable<T> sentence) {
                return threads.submit(sentence);
            }

            @Override
            public void await(Wait wait) throws InterruptedException {
                wait.go();
            }
        };
    }
}
