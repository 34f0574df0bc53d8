package dev.charla.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.wire.MessageParts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages of the service that come in several frames. */
class MessagePartsTest {
    private static final int MOST_BYTES = 16;

    private final Heard heard = new Heard();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new FrameReader(heard, MOST_BYTES, () -> 0));

    private static final class Heard implements FrameReader.Listener {
        final List<String> told = new ArrayList<>();
        final List<ByteBuf> buffers = new ArrayList<>();

        @Override
        public void text(ByteBuf content) {
            buffers.add(content);
            told.add(content.toString(StandardCharsets.UTF_8));
        }

        @Override
        public void closeFrame(int code, String reason) {
            told.add("close " + code);
        }

        @Override
        public void breach(CloseCause cause, int closeCode) {
            told.add(cause + " " + closeCode);
        }

        @Override
        public void writabilityChanged() {}

        @Override
        public void gone() {
            told.add("gone");
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private static WebSocketFrame begins(String text) {
        return new TextWebSocketFrame(false, 0, bytes(text));
    }

    private static WebSocketFrame goesOn(String text) {
        return new ContinuationWebSocketFrame(false, 0, bytes(text));
    }

    private static WebSocketFrame ends(String text) {
        return new ContinuationWebSocketFrame(true, 0, bytes(text));
    }

    /** Sends frames, none of which may be kept. */
    private void comes(WebSocketFrame... frames) {
        for (WebSocketFrame frame : frames) {
            channel.writeInbound(frame);
            if (!(frame instanceof PingWebSocketFrame)) {
                assertThat(frame.refCnt()).as("frames are given back").isZero();
            }
        }
    }

    @Test
    void aMessageInSeveralFramesIsToldOnceWhenItIsWhole() {
        comes(begins("one "), goesOn("two "));
        assertThat(heard.told).isEmpty();

        comes(ends("three"), new TextWebSocketFrame("four"));

        assertThat(heard.told).containsExactly("one two three", "four");
        assertThat(heard.buffers).allMatch(buffer -> buffer.refCnt() == 0);
    }

    @Test
    void partsMayBeEmptyAndACharacterMayBeCutInTwo() {
        byte[] utf8 = "ñ".getBytes(StandardCharsets.UTF_8);
        comes(
                begins(""),
                new ContinuationWebSocketFrame(false, 0, Unpooled.copiedBuffer(utf8, 0, 1)),
                new ContinuationWebSocketFrame(false, 0, Unpooled.copiedBuffer(utf8, 1, 1)),
                ends(""));

        assertThat(heard.told).containsExactly("ñ");
    }

    @Test
    void aPingAmongThePartsIsAnsweredAtOnce() {
        comes(begins("one "), new PingWebSocketFrame(bytes("?")));

        var pong = channel.<PongWebSocketFrame>readOutbound();
        assertThat(pong.content().toString(StandardCharsets.UTF_8)).isEqualTo("?");
        pong.release();
        comes(ends("two"));
        assertThat(heard.told).containsExactly("one two");
    }

    @Test
    void aMessageThatIsTooLargeInAllIsToldAsThatOnceAndTheNextIsHeard() {
        comes(begins("0123456789"), goesOn("012345"), goesOn("6"), goesOn("7"), ends("8"));
        assertThat(heard.told).containsExactly("TOO_LARGE 1009");

        comes(begins("a"), ends("b"));

        assertThat(heard.told).containsExactly("TOO_LARGE 1009", "ab");
    }

    @Test
    void exactlyAsMuchAsMayBeIsHeard() {
        comes(begins("01234567"), ends("01234567"));

        assertThat(heard.told).containsExactly("0123456701234567");
    }

    @Test
    void aPeerThatGoesInTheMiddleLeavesNothingBehind() {
        var buffers = new UnpooledByteBufAllocator(false);
        channel.config().setAllocator(buffers);
        comes(begins("one "), new CloseWebSocketFrame(1001, "bye"));
        assertThat(buffers.metric().usedHeapMemory()).isPositive();

        var _ = channel.close();
        channel.runPendingTasks();

        assertThat(heard.told).containsExactly("close 1001", "gone");
        assertThat(buffers.metric().usedHeapMemory()).isZero();
    }

    @Test
    void aListenerThatFailsKeepsNothingEither() {
        var parts = new MessageParts(MOST_BYTES);
        var buffers = new UnpooledByteBufAllocator(false);
        var first = begins("one ");
        parts.begin(buffers, first);
        parts.add(first, _ -> {}, () -> {});
        var last = ends("two");

        assertThatThrownBy(() ->
                        parts.add(
                                last,
                                _ -> {
                                    throw new IllegalStateException("for a test");
                                },
                                () -> {}))
                .isInstanceOf(IllegalStateException.class);

        assertThat(buffers.metric().usedHeapMemory()).isZero();
        first.release();
        last.release();
    }
}
