package dev.charla.bench.micro;

import dev.charla.protocol.codec.AudioDeltaFrame;
import dev.charla.protocol.codec.FrameReader;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.AudioBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
 * Reading {@code response.audio.delta}: in one scan over its bytes, and by way of a tree. A member
 * that is not known makes the reader take the second way.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeltaReadBenchmark {
    /** Bytes of audio: 20 ms and 100 ms at 24 kHz. */
    @Param({"960", "4800"})
    public int audioBytes = 960;

    private final FrameReader reader = new FrameReader(new ProtocolCodec());
    private ByteBuffer plain = ByteBuffer.allocate(0);
    private ByteBuffer extended = ByteBuffer.allocate(0);

    @Setup
    public void write() {
        var frames = new AudioDeltaFrame(new ResponseId("resp_1"), new ItemId("item_1"), 0, 0);
        byte[] json = frames.of(new EventId("event_1"), AudioBytes.wrap(Signal.bytes(audioBytes)));
        plain = ByteBuffer.wrap(json);
        String text = new String(json, StandardCharsets.UTF_8);
        String more = "{\"more\":0," + text.substring(1);
        extended = ByteBuffer.wrap(more.getBytes(StandardCharsets.UTF_8));
    }

    @Benchmark
    public ServerEvent scan() throws ProtocolException {
        return reader.readServerEvent(plain);
    }

    @Benchmark
    public ServerEvent tree() throws ProtocolException {
        return reader.readServerEvent(extended);
    }
}
