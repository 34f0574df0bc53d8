package dev.charla.engine.response;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Where sentences become sound. Any thread. */
public interface SpeechThreads {
    /** Something that takes its time without computing. */
    @FunctionalInterface
    interface Wait {
        void go() throws InterruptedException;
    }

    /** Has a sentence made as soon as it is its turn. */
    <T extends @Nullable Object> Future<T> submit(Callable<T> sentence);

    /**
     * Waits on one of these threads, and keeps none from others meanwhile. A client decides how
     * long it reads nothing.
     */
    void await(Wait wait) throws InterruptedException;

    /** Threads that each sentence has one of. */
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
