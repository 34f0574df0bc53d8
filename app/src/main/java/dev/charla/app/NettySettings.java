package dev.charla.app;

/**
 * What Netty reads from system properties when its classes are loaded. A property that is set
 * already stays as it is.
 */
final class NettySettings {
    private NettySettings() {}

    /** Called before anything else. */
    static void apply() {
        // Netty samples one buffer in 128 and wraps it, which costs all of them: on the way of a
        // frame no buffer is of one kind any more. The soak of ./charla bench looks for leaks.
        unlessSet("io.netty.leakDetection.level", "disabled");
        // Reactor Netty starts four loops even on one processor, where they only take it from each
        // other. Each of a conversation's two sockets is on the same loop, so more loops gain
        // nothing.
        unlessSet(
                "reactor.netty.ioWorkerCount",
                String.valueOf(Runtime.getRuntime().availableProcessors()));
    }

    private static void unlessSet(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
