package dev.charla.conversation.function;

/** Where tools run, which may block: never on a session's loop. Any thread. */
public interface ToolThreads {
    /** A virtual thread for each call. */
    ToolThreads VIRTUAL = VirtualThreads::start;

    /** Starts {@code task}, which does not throw, on a thread of its own. */
    Work start(String name, Runnable task);

    /** A task that was started. */
    interface Work {
        /** Interrupts the task's thread; means nothing once it has ended. Idempotent. */
        void interrupt();
    }
}
