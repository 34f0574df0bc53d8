package dev.charla.bench.micro;

import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.endpointing.SubbandDetector;
import dev.charla.speech.FvadSubbandDetector;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Telling speech from noise in the engine, for each 20 ms of a caller. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SpeechDetectorBenchmark {
    private static final int FRAMES = 50;

    /** The usual one, and the one for machines on which its library does not load. */
    @Param({"native", "java"})
    public String detector = "native";

    private final short[] second = Signal.samples(FRAMES * SpeechDetector.FRAME_SAMPLES);
    private SpeechDetector hearing = new SubbandDetector();
    private int next;

    @Setup
    public void choose() throws IOException {
        hearing = detector.equals("native") ? new FvadSubbandDetector() : new SubbandDetector();
    }

    /** How likely the next frame is speech. */
    @Benchmark
    public double frame() {
        next = (next + 1) % FRAMES;
        return hearing.speechProbability(second, next * SpeechDetector.FRAME_SAMPLES);
    }

    @TearDown
    public void close() {
        hearing.close();
    }
}
