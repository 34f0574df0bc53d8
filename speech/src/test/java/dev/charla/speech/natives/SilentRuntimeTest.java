package dev.charla.speech.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Left to itself, ONNX Runtime keeps a number for the device in the home directory before it sends
 * anything, unless a variable such as {@code CI} is set.
 */
class SilentRuntimeTest {
    @TempDir Path home;
    @TempDir Path elsewhere;

    @Test
    void onnxRuntimeKeepsNoNumberForTheDeviceAndSendsNothing() throws Exception {
        assertThat(loaded()).contains(SilentRuntime.LOADED);

        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files).containsExactly(home);
        }
    }

    /** What looks for the program's name ended the process; it is not looked for any more. */
    @Test
    void aLongCommandLineEndsNothing() throws Exception {
        assertThat(loaded("-Dlong=" + "x".repeat(5_000))).contains(SilentRuntime.LOADED);
    }

    private String loaded(String... options) throws IOException, InterruptedException {
        Stream<String> command =
                Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:ErrorFile=" + elsewhere.resolve("crash.log")),
                        Stream.concat(
                                Stream.of(options), Stream.of(SilentRuntime.class.getName())));
        var process = new ProcessBuilder(command.toList());
        process.environment().clear();
        process.environment().put("HOME", home.toString());
        process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process.directory(elsewhere.toFile()).redirectErrorStream(true);
        Process child = process.start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        return said;
    }
}
