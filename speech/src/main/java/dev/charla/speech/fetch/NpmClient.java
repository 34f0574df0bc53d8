package dev.charla.speech.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings a package of npm's as it was published. Waits for the program; one thread. */
@FunctionalInterface
interface NpmClient {
    /**
     * Brings it.
     *
     * @param name with its version, {@code name@1.2.3}
     * @param into an empty folder
     * @return the archive
     * @throws FetchException when it cannot be had
     */
    Path pack(String name, Path into) throws IOException, FetchException;

    /**
     * The program in {@code PATH}, which checks what it brings against what the registry says.
     *
     * @param registry an address; null for the program's own setting
     */
    static NpmClient ofSystem(@Nullable String registry) {
        boolean windows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return (name, into) -> {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    windows ? "npm.cmd" : "npm",
                                    "pack",
                                    "--silent",
                                    "--ignore-scripts",
                                    "--pack-destination",
                                    into.toString()));
            if (registry != null && !registry.isBlank()) {
                command.add("--registry=" + registry.strip());
            }
            command.add(name);
            return run(name, command, into);
        };
    }

    private static Path run(String name, List<String> command, Path into)
            throws IOException, FetchException {
        Process npm;
        try {
            npm =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            throw new FetchException(
                    "npm, which brings %s, is not here. Install Node.js with npm.".formatted(name),
                    e);
        }
        npm.getOutputStream().close();
        try {
            if (npm.waitFor() != 0) {
                throw new FetchException(
                        ("npm could not bring %s (code %d; what it says is above). A registry of"
                                        + " your own is named in CHARLA_NPM_REGISTRY.")
                                .formatted(name, npm.exitValue()));
            }
        } catch (InterruptedException e) {
            npm.destroy();
            Thread.currentThread().interrupt();
            throw new FetchException("npm was ended before it brought " + name + ".", e);
        }
        try (Stream<Path> files = Files.list(into)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> new FetchException("npm brought nothing for " + name + "."));
        }
    }
}
