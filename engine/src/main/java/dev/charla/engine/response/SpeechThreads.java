package dev.charla.engine.response;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that write answers and synthesise their sentences. Whatever waits on one of them for
 * something else waits through this port, so that a test can have it wait in virtual time. Any
 * thread.
 */
public interface SpeechThreads {
    /** A blocking action without computation. */
    @FunctionalInterface
    interface Wait {
        void go() throws InterruptedException;
    }

    /** Work that was started. */
    interface Work {
        /** Interrupts it; has no effect once it has ended. Idempotent. */
        void interrupt();

        /**
         * Waits until it has ended.
         *
         * @return false when it did not end in that time
         */
        boolean join(Duration patience) throws InterruptedException;
    }

    /** Synthesises a sentence when its turn comes. */
    <T extends @Nullable Object> Future<T> submit(Callable<T> sentence);

    /**
     * Waits on a thread of {@link #submit} without keeping it from others: a client may read
     * nothing for any time.
     *
     * @param attempt does what is waited for, if that is possible now, and says whether it was
     * @param wait does it as soon as it is possible
     */
    void await(BooleanSupplier attempt, Wait wait) throws InterruptedException;

    /** Starts what writes an answer or passes it on, on a thread of its own: it mostly waits. */
    default Work start(String name, Runnable task) {
        Thread thread = Thread.ofVirtual().name(name).start(task);
        return new Work() {
            @Override
            public void interrupt() {
                thread.interrupt();
            }

            @Override
            public boolean join(Duration patience) throws InterruptedException {
                return thread.join(patience);
            }
        };
    }

    /** Waits on a thread of {@link #start}; the parameters are those of {@link #await}. */
    default void pause(BooleanSupplier attempt, Wait wait) throws InterruptedException {
        wait.go();
    }

    /** Uses one thread per sentence. */
    static SpeechThreads unlimited(ExecutorService threads) {
        return new SpeechThreads() {
            @Override
            public <T extends @Nullable Object> Future<T> submit(Callable<T> sentence) {
                return threads.submit(sentence);
            }

            @Override
            public void await(BooleanSupplier attempt, Wait wait) throws InterruptedException {
                wait.go();
            }
        };
    }
}
