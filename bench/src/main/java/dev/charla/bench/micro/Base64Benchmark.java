package dev.charla.bench.micro;

import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Base64 both ways as the relay uses it: Java's own, from array to array. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Base64Benchmark {
    /** Bytes of audio: 20 ms and 100 ms at 24 kHz. */
    @Param({"960", "4800"})
    public int audioBytes = 960;

    private byte[] audio = new byte[0];
    private byte[] digits = new byte[0];

    @Setup
    public void fill() {
        audio = Signal.bytes(audioBytes);
        digits = Base64.getEncoder().encode(audio);
    }

    /** The number of digits. */
    @Benchmark
    public int encode() {
        return Base64.getEncoder().encode(audio, digits);
    }

    /** The number of bytes. */
    @Benchmark
    public int decode() {
        return Base64.getDecoder().decode(digits, audio);
    }
}
