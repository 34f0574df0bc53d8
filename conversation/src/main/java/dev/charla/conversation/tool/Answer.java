package dev.charla.conversation.tool;

import dev.charla.conversation.function.ToolThreads;
import java.util.Optional;

/**
 * What came of a question, for the thread that waits for it. Given on the session's loop.
 *
 * @param <T> the value that was asked for
 */
final class Answer<T> {
    private Optional<T> value = Optional.empty(); // guarded by this
    private boolean given; // guarded by this

    synchronized void give(Optional<T> answer) {
        value = answer;
        given = true;
        notifyAll();
    }

    /** Waits as long as it takes, on one of {@code threads}; who ends the call interrupts it. */
    Optional<T> await(ToolThreads threads) throws InterruptedException {
        threads.await(this::isGiven, this::awaitGiven);
        return value();
    }

    private synchronized boolean isGiven() {
        return given;
    }

    private synchronized void awaitGiven() throws InterruptedException {
        while (!given) {
            wait();
        }
    }

    private synchronized Optional<T> value() {
        return value;
    }
}
