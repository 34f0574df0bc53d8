package dev.charla.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutArgumentsTheBenchesAreListed() {
        assertThat(run()).isEqualTo(Bench.DONE);
        assertThat(text(out)).contains("micro [JMH options]", "conversation --url ADDRESS");
    }

    @Test
    void anUnknownBenchIsAUsageError() {
        assertThat(run("fly")).isEqualTo(Bench.USAGE);
        assertThat(text(err)).contains("There is no bench \"fly\".");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void aWrongOptionOfABenchIsAUsageError() {
        assertThat(run("conversation", "--url", "http://localhost:1", "--conversations", "0"))
                .isEqualTo(Bench.USAGE);
        assertThat(text(err)).contains("--conversations is \"0\". Give a number from 1 to 1000");
    }

    private int run(String... arguments) {
        return new Bench(print(out), print(err)).run(List.of(arguments));
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream from) {
        return from.toString(StandardCharsets.UTF_8);
    }
}
