package dev.charla.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark once, in this process: it measures nothing, and shows that they still run. */
class BenchmarksRunTest {
    /** JMH lets one process of a machine measure at a time, and this one does not measure. */
    @BeforeAll
    static void besideOthers() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void everyBenchmarkRuns() throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include("dev\\.charla\\.bench\\.micro\\..*")
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .timeout(TimeValue.minutes(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build();

        var ran = new TreeSet<String>();
        for (var result : new Runner(options).run()) {
            String method = result.getParams().getBenchmark();
            ran.add(method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1));
        }

        assertThat(ran)
                .contains(
                        "AppendBenchmark.direct",
                        "Base64Benchmark.decode",
                        "Base64Benchmark.encode",
                        "DeltaReadBenchmark.scan",
                        "FrameBenchmark.append",
                        "FrameBenchmark.text",
                        "SpeechDetectorBenchmark.frame");
    }
}
