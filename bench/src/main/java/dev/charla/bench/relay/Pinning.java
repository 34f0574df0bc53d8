package dev.charla.bench.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keeps what is measured on one processor and the load on the others, where the system has a
 * program for it. Immutable.
 */
record Pinning(List<String> prefix, String words) {
    /** Nothing is kept anywhere. */
    static final Pinning NONE = new Pinning(List.of(), "not pinned");

    /**
     * Pins this process to all processors but {@code measured}, and remembers how to pin others to
     * that one.
     */
    static Pinning apart(int measured) throws IOException, InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        if (processors < 2) {
            return NONE;
        }
        String others =
                IntStream.range(0, processors)
                        .filter(processor -> processor != measured)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(","));
        try {
            String own = String.valueOf(ProcessHandle.current().pid());
            return taskset("-acp", others, own)
                    ? new Pinning(
                            List.of("taskset", "-c", String.valueOf(measured)),
                            "what is measured on processor %d, the load on %s"
                                    .formatted(measured, others))
                    : NONE;
        } catch (IOException _) {
            return NONE; // no such program here
        }
    }

    /**
     * Moves the calling thread to where what is measured is kept.
     *
     * @throws IOException when that is nowhere, or the system does not let it
     */
    void beMeasured() throws IOException, InterruptedException {
        if (prefix.isEmpty()) {
            throw new IOException("nothing is kept on a processor of its own");
        }
        String thread =
                Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
        if (!taskset("-cp", prefix.getLast(), thread)) {
            throw new IOException("the thread cannot be moved");
        }
    }

    private static boolean taskset(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("taskset"));
        command.addAll(List.of(arguments));
        var done =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return done.waitFor(10, TimeUnit.SECONDS) && done.exitValue() == 0;
    }
}
