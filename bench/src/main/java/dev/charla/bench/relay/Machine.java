package dev.charla.bench.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the figures were measured on. */
record Machine(String processor, int processors, String system, String java, String pinning) {
    static Machine here(Pinning pinning) {
        return new Machine(
                processorName(),
                Math.max(Runtime.getRuntime().availableProcessors(), online()),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.version"),
                pinning.words());
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException _) {
            return System.getProperty("os.arch");
        }
    }

    /** Also those this process was kept off. */
    private static int online() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return (int) lines.filter(line -> line.startsWith("processor")).count();
        } catch (IOException _) {
            return 0;
        }
    }
}
