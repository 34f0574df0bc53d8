package dev.charla.conversation.tool;

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

    /** Waits as long as it takes; who ends the call interrupts the thread. */
    synchronized Optional<T> await() throws InterruptedException {
        while (!given) {
            wait();
        }
        return value;
    }
}
