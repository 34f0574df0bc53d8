package dev.charla.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.charla.protocol.codec.AppendFrame;
import dev.charla.protocol.json.AudioBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTextTest {
    private static final PooledByteBufAllocator BUFFERS = PooledByteBufAllocator.DEFAULT;
    private static final int FRAME_BYTES = 960;

    /** Netty's objects around a pooled buffer; any copy of the audio would be twice that. */
    private static final int OBJECTS_BYTES = 480;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 1_000, 65_535, 65_536, 200_000})
    void nettyReadsAnyLengthAsItWasWritten(int length) {
        byte[] text = noise(length);

        byte[] read = read(MaskedText.of(text, BUFFERS));

        assertThat(read).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 6, 958, 960, 1_920, 9_600, 100_000})
    void nettyReadsTheAppendThatTheProtocolWrites(int length) {
        byte[] pcm = noise(length);
        ByteBuffer audio = ByteBuffer.allocateDirect(length + 4).position(2).put(pcm).flip();
        audio.position(2);

        byte[] read = read(MaskedText.append(audio, BUFFERS));

        assertThat(read).isEqualTo(AppendFrame.of(AudioBytes.wrap(pcm)));
        assertThat(audio.remaining()).as("the position stays").isEqualTo(length);
    }

    @Test
    void eachFrameHasAMaskOfItsOwn() {
        byte[] text = noise(100);
        ByteBuf one = MaskedText.of(text, BUFFERS);
        ByteBuf other = MaskedText.of(text, BUFFERS);

        int maskOfOne = one.getInt(2);
        int maskOfOther = other.getInt(2);

        assertThat(maskOfOne).isNotEqualTo(maskOfOther);
        one.release();
        other.release();
    }

    @Test
    void aFrameOfTheMicrophoneLeavesNothingOnTheHeap() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuffer audio = ByteBuffer.wrap(noise(FRAME_BYTES));
        for (int i = 0; i < 20_000; i++) {
            MaskedText.append(audio, BUFFERS).release();
        }

        int frames = 2_000;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < frames; i++) {
            MaskedText.append(audio, BUFFERS).release();
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / frames;

        System.out.printf("append of 20 ms, as a whole frame: %d bytes allocated%n", each);
        assertThat(each).isLessThan(OBJECTS_BYTES);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(ByteBuf frame) {
        var decoder = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, 1 << 20));
        assertThat(decoder.writeInbound(frame)).isTrue();
        TextWebSocketFrame text = decoder.readInbound();
        byte[] bytes = new byte[text.content().readableBytes()];
        text.content().readBytes(bytes);
        text.release();
        assertThat(decoder.finish()).as("nothing is left over").isFalse();
        return bytes;
    }
}
