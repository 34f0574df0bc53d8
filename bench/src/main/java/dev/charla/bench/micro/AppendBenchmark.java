package dev.charla.bench.micro;

import dev.charla.protocol.codec.AppendFrame;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.request.InputAudioBufferRequest;
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
 * Writing {@code input_audio_buffer.append}: straight into a buffer that is used again, and by way
 * of an event and Jackson.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AppendBenchmark {
    /** Bytes of audio: 20 ms and 100 ms at 24 kHz. */
    @Param({"960", "4800"})
    public int audioBytes = 960;

    private final ProtocolCodec codec = new ProtocolCodec();
    private final EventId name = new EventId("event_1");
    private byte[] audio = new byte[0];
    private byte[] frame = new byte[0];

    @Setup
    public void fill() {
        audio = Signal.bytes(audioBytes);
        frame = new byte[AppendFrame.size(audioBytes)];
    }

    /** The length of the frame. */
    @Benchmark
    public int direct() {
        return AppendFrame.write(audio, 0, audio.length, frame, 0);
    }

    /** A frame of its own; the event's name is what the direct way does not write. */
    @Benchmark
    public byte[] jackson() {
        return codec.writeBytes(new InputAudioBufferRequest.Append(AudioBytes.wrap(audio), name));
    }
}
