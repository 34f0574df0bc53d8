package dev.charla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Messages of a peer, whole and in several frames. */
class MessageHandlerTest {
    private static final int MOST_BYTES = 8;

    private final List<String> told = new ArrayList<>();
    private boolean saidGoodbye;
    private long now;
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new MessageHandler(new Heard(), MOST_BYTES, () -> now));

    private final class Heard implements MessageHandler.Listener {
        @Override
        public void message(boolean text, ByteBuf content) {
            told.add((text ? "text " : "binary ") + content.toString(StandardCharsets.US_ASCII));
        }

        @Override
        public boolean answersClose() {
            return saidGoodbye;
        }

        @Override
        public void tooLarge() {
            told.add("too large");
        }

        @Override
        public void breach(int closeCode, String reason) {
            told.add(closeCode + " " + reason);
        }

        @Override
        public void writable() {
            told.add("writable");
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private void comes(WebSocketFrame... frames) {
        for (WebSocketFrame frame : frames) {
            channel.writeInbound(frame);
            assertThat(frame.refCnt()).as("frames are given back").isZero();
        }
    }

    @Test
    void wholeMessagesAreToldByTheirKind() {
        comes(new TextWebSocketFrame(bytes("a")), new BinaryWebSocketFrame(bytes("b")));

        assertThat(told).containsExactly("text a", "binary b");
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void aMessageInSeveralFramesHasTheKindOfItsFirst() {
        comes(
                new BinaryWebSocketFrame(false, 0, bytes("a")),
                new ContinuationWebSocketFrame(false, 0, bytes("b")),
                new ContinuationWebSocketFrame(true, 0, bytes("c")),
                new TextWebSocketFrame(false, 0, bytes("d")),
                new ContinuationWebSocketFrame(true, 0, bytes("e")));

        assertThat(told).containsExactly("binary abc", "text de");
    }

    @Test
    void whatIsTooLargeInAllIsToldOnceAndNothingMoreOfIt() {
        comes(
                new BinaryWebSocketFrame(false, 0, bytes("01234567")),
                new ContinuationWebSocketFrame(false, 0, bytes("8")),
                new ContinuationWebSocketFrame(true, 0, bytes("9")),
                new TextWebSocketFrame(bytes("a")));

        assertThat(told).containsExactly("too large", "text a");
    }

    @Test
    void aPingIsAnsweredBetweenThePartsOfAMessage() {
        channel.writeInbound(new BinaryWebSocketFrame(false, 0, bytes("a")));
        channel.writeInbound(new PingWebSocketFrame(bytes("?")));
        comes(new ContinuationWebSocketFrame(true, 0, bytes("b")));

        PongWebSocketFrame pong = channel.readOutbound();
        assertThat(pong.content().toString(StandardCharsets.US_ASCII)).isEqualTo("?");
        pong.release();
        assertThat(told).containsExactly("binary ab");
    }

    @Test
    void aReservedBitBreaksTheProtocolWhateverTheFrame() {
        comes(
                new TextWebSocketFrame(true, 4, bytes("a")),
                new BinaryWebSocketFrame(true, 2, bytes("a")),
                new PingWebSocketFrame(true, 1, bytes("a")),
                new CloseWebSocketFrame(true, 4));

        assertThat(told).hasSize(4).containsOnly("1002 reserved_bits");
        assertThat(channel.<Object>readOutbound()).isNull();
    }

    @Test
    void aTextThatIsNoUtf8BreaksTheProtocolAndBytesNeedNotBeText() {
        byte[] overlong = {(byte) 0xC0, (byte) 0xAF};
        comes(
                new TextWebSocketFrame(Unpooled.wrappedBuffer(overlong)),
                new BinaryWebSocketFrame(Unpooled.wrappedBuffer(overlong)));

        assertThat(told).hasSize(2).first().isEqualTo("1007 no_utf8");
    }

    @Test
    void aCharacterMayBeCutBetweenTwoFrames() {
        byte[] letter = "é".getBytes(StandardCharsets.UTF_8);
        comes(
                new TextWebSocketFrame(false, 0, Unpooled.wrappedBuffer(letter, 0, 1)),
                new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(letter, 1, 1)));

        assertThat(told).hasSize(1).first().asString().startsWith("text ");
    }

    @Test
    void aFloodOfFramesThatCarryNothingIsCutOff() {
        List<Supplier<WebSocketFrame>> empty =
                List.of(
                        PingWebSocketFrame::new,
                        PongWebSocketFrame::new,
                        () -> new ContinuationWebSocketFrame(false, 0, Unpooled.EMPTY_BUFFER));
        channel.writeInbound(new TextWebSocketFrame(false, 0, bytes("a")));
        for (Supplier<WebSocketFrame> kind : empty) {
            told.clear();
            for (int i = 0; i < 200; i++) {
                channel.writeInbound(kind.get());
            }

            assertThat(told).contains("1008 too_many_empty_frames");
            now += TimeUnit.HOURS.toNanos(1);
        }
        channel.releaseOutbound();
    }

    @Test
    void aGoodbyeOfThePeerIsLeftToTheLibraryToAnswer() {
        channel.writeInbound(new CloseWebSocketFrame(1000, "bye"));

        CloseWebSocketFrame passedOn = channel.readInbound();
        assertThat(passedOn.statusCode()).isEqualTo(1000);
        passedOn.release();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theAnswerToOurOwnGoodbyeClosesTheConnectionWithoutAnotherWord() {
        saidGoodbye = true;
        comes(new CloseWebSocketFrame(1008, "too_many_messages"));

        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.isOpen()).isFalse();
    }
}
