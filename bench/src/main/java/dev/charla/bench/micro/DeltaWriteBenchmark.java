package dev.charla.bench.micro;

import dev.charla.protocol.codec.AudioDeltaFrame;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
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

/**
 * Writing {@code response.audio.delta}: with a header that is coded once for all frames of an
 * answer, with one that is coded for every frame, and the base64 of the JDK alone to compare with.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeltaWriteBenchmark {
    /** Bytes of audio: 20 ms and 100 ms at 24 kHz. */
    @Param({"960", "4800"})
    public int audioBytes = 960;

    private final EventId name = new EventId("event_1");
    private final ResponseId response = new ResponseId("resp_1");
    private final ItemId item = new ItemId("item_1");
    private final AudioDeltaFrame frames = new AudioDeltaFrame(response, item, 0, 0);
    private byte[] audio = new byte[0];
    private byte[] frame = new byte[0];

    @Setup
    public void fill() {
        audio = Signal.bytes(audioBytes);
        frame = new byte[frames.size(name, audioBytes)];
    }

    /** The length of the frame. */
    @Benchmark
    public int headerOnce() {
        return frames.write(name, audio, 0, audio.length, frame, 0);
    }

    /** The length of the frame. */
    @Benchmark
    public int headerEachTime() {
        return new AudioDeltaFrame(response, item, 0, 0)
                .write(name, audio, 0, audio.length, frame, 0);
    }

    /** The number of digits. */
    @Benchmark
    public int base64OfTheJdk() {
        return Base64.getEncoder().encode(audio, frame);
    }
}
