package dev.charla.conversation.function;

import java.util.function.BooleanSupplier;

/** Where tools run, which may block: never on a session's loop. Any thread. */
public interface ToolThreads {
    /** A virtual thread for each call. */
    ToolThreads VIRTUAL = VirtualThreads::start;

    /** Starts {@code task}, which does not throw, on a thread of its own. */
    Work start(String name, Runnable task);

    /**
     * Waits on one of these threads for something that the conversation does. A test may have it
     * wait in virtual time instead.
     *
     * @param happened whether it has happened
     * @param wait returns once it has
     */
    default void await(BooleanSupplier happened, Wait wait) throws InterruptedException {
        wait.go();
    }

    /** A task that was started. */
    interface Work {
        /** Interrupts the task's thread; means nothing once it has ended. Idempotent. */
        void interrupt();
    }

    /** Blocks until something has happened. */
    @FunctionalInterface
    interface Wait {
        void go() throws InterruptedException;
    }
}
