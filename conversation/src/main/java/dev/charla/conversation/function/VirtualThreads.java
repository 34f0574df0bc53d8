package dev.charla.conversation.function;

/** The one place of this module that starts threads; whoever asked for one ends it. */
final class VirtualThreads {
    private VirtualThreads() {}

    static ToolThreads.Work start(String name, Runnable task) {
        return Thread.ofVirtual().name(name).start(task)::interrupt;
    }
}
