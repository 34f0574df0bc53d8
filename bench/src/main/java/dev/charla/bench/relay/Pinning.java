package dev.charla.bench.relay;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what is measured on one processor and the load on the others, where the system has a
 * program for it. Immutable.
 */
record Pinning(List<String> prefix, String words) {
    /** Nothing is kept anywhere. */
    static final Pinning NONE = new Pinning(List.of(), "not pinned");

    /** Pins this process to all processors but the first, and remembers how to pin others. */
    static Pinning apart() throws IOException, InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        if (processors < 2) {
            return NONE;
        }
        String others = processors == 2 ? "1" : "1-" + (processors - 1);
        try {
            var own =
                    new ProcessBuilder(
                                    "taskset",
                                    "-acp",
                                    others,
                                    String.valueOf(ProcessHandle.current().pid()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean done = own.waitFor(10, TimeUnit.SECONDS) && own.exitValue() == 0;
            return done
                    ? new Pinning(
                            List.of("taskset", "-c", "0"),
                            "what is measured on processor 0, the load on " + others)
                    : NONE;
        } catch (IOException _) {
            return NONE; // no such program here
        }
    }
}
