package dev.charla.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.request.InputAudioBufferRequest;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What memory an audio frame costs. */
class AudioFrameCostTest {
    private static final int WARM_UP = 6_000;
    private static final int FRAMES = 1_000;

    /** The record, its name with two strings' headers, and what wraps the bytes. */
    private static final int OBJECTS_BYTES = 400;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private interface Work {
        void once() throws ProtocolException;
    }

    /** Bytes allocated per frame, once warm. */
    private static long measure(String what, Work work) throws ProtocolException {
        for (int i = 0; i < WARM_UP; i++) {
            work.once();
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < FRAMES; i++) {
            work.once();
        }
        long allocated = (THREADS.getCurrentThreadAllocatedBytes() - bytes) / FRAMES;
        System.out.printf("%s: %,d bytes allocated%n", what, allocated);
        return allocated;
    }

    private final ProtocolCodec codec = new ProtocolCodec();
    private final FrameReader reader = new FrameReader(codec);

    @Test
    void readingADeltaAllocatesItsAudioAndLittleElse() throws ProtocolException {
        byte[] audio = new byte[12_000];
        byte[] json =
                new AudioDeltaFrame(
                                new ResponseId("resp_A9d8f7g6h5j4k3l2z1x0c"),
                                new ItemId("item_A9d8f7g6h5j4k3l2z1x0c"),
                                0,
                                0)
                        .of(new EventId("event_A9d8f7g6h5j4k3l2z1x"), AudioBytes.wrap(audio));
        ByteBuffer heap = ByteBuffer.wrap(json);
        ByteBuffer direct = ByteBuffer.allocateDirect(json.length).put(json).flip();

        measure("delta of 250 ms, as a tree", () -> codec.readAnyServerEvent(heap));
        long onHeap = measure("the same, scanned", () -> reader.readServerEvent(heap));
        long offHeap = measure("the same, off heap", () -> reader.readServerEvent(direct));

        assertThat(onHeap).isLessThan(audio.length + OBJECTS_BYTES);
        assertThat(offHeap).isLessThan(audio.length + OBJECTS_BYTES);
    }

    @Test
    void readingAnAppendAllocatesItsAudioAndLittleElse() throws ProtocolException {
        byte[] audio = new byte[960];
        ByteBuffer json = ByteBuffer.wrap(AppendFrame.of(AudioBytes.wrap(audio)));

        measure("append of 20 ms, as a tree", () -> codec.readAnyClientEvent(json));
        long scanned = measure("the same, scanned", () -> reader.readClientEvent(json));

        assertThat(scanned).isLessThan(audio.length + OBJECTS_BYTES);
    }

    @Test
    void writingAFrameAllocatesNothing() throws ProtocolException {
        byte[] audio = new byte[960];
        byte[] destination = new byte[2_000];
        ByteBuffer source = ByteBuffer.wrap(audio);
        ByteBuffer direct = ByteBuffer.allocateDirect(2_000);
        var delta = new AudioDeltaFrame(new ResponseId("resp_1"), new ItemId("item_1"), 0, 0);
        var name = new EventId("event_1");
        var event = new InputAudioBufferRequest.Append(AudioBytes.wrap(audio), name);

        measure("append of 20 ms, written by Jackson", () -> codec.writeBytes(event));
        long append =
                measure(
                        "append of 20 ms, written",
                        () -> AppendFrame.write(audio, 0, audio.length, destination, 0));
        long offHeap =
                measure("the same, off heap", () -> AppendFrame.write(source, direct.clear()));
        long spoken =
                measure(
                        "delta of 20 ms, written",
                        () -> delta.write(name, audio, 0, audio.length, destination, 0));

        assertThat(append).isZero();
        assertThat(offHeap).isZero();
        assertThat(spoken).isZero();
    }
}
