package dev.charla.bench.micro;

import dev.charla.audio.Resampler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One 20 ms frame at another rate, as a step of an endless stream. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResamplerBenchmark {
    /** Both rates in kHz: from the page to the recognizer, and from a sound card to the wire. */
    @Param({"24->16", "48->24"})
    public String rates = "24->16";

    private final Resampler toRecognizer = new Resampler(24_000, 16_000);
    private final Resampler toWire = new Resampler(48_000, 24_000);
    private final short[] frame24 = Signal.samples(480);
    private final short[] frame48 = Signal.samples(960);
    private final short[] out = new short[toWire.maxOutput(960)];

    /** The number of samples made. */
    @Benchmark
    public int frame() {
        return rates.equals("24->16")
                ? toRecognizer.resample(frame24, 0, frame24.length, out, 0)
                : toWire.resample(frame48, 0, frame48.length, out, 0);
    }
}
