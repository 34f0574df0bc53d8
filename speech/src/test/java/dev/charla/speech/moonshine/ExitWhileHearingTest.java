package dev.charla.speech.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime frees its environment as soon as the JVM begins to end. */
class ExitWhileHearingTest {
    @Test
    void aProcessThatEndsHearsItsLastWordsOut(@TempDir Path folder) throws Exception {
        var process =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        ExitWhileHearing.class.getName());
        process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process.directory(folder.toFile()).redirectErrorStream(true);
        Process child = process.start();

        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains(ExitWhileHearing.HEARD);
        assertThat(child.waitFor()).isZero();
    }
}
