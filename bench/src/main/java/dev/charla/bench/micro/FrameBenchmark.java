package dev.charla.bench.micro;

import dev.charla.client.MaskedText;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
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
 * Whole WebSocket frames of a client, into a buffer that could be sent: {@code append} codes audio
 * in base64 as well, {@code text} has the same length and is ready, so that head, mask and copying
 * remain.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {
    /** Bytes of audio: 20 ms and 100 ms at 24 kHz. */
    @Param({"960", "4800"})
    public int audioBytes = 960;

    private final PooledByteBufAllocator buffers = new PooledByteBufAllocator(true);
    private ByteBuffer audio = ByteBuffer.allocate(0);
    private byte[] text = new byte[0];

    @Setup
    public void fill() {
        audio = ByteBuffer.allocateDirect(audioBytes).put(Signal.bytes(audioBytes)).flip();
        var frame = MaskedText.append(audio, buffers);
        text = new byte[frame.readableBytes()];
        frame.release();
    }

    /** Whether the buffer went back. */
    @Benchmark
    public boolean append() {
        return MaskedText.append(audio, buffers).release();
    }

    /** Whether the buffer went back. */
    @Benchmark
    public boolean text() {
        return MaskedText.of(text, buffers).release();
    }
}
