package dev.charla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import org.junit.jupiter.api.Test;

class PongWriterTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final ChannelHandlerContext context = channel.pipeline().firstContext();
    private final PongWriter pongs = new PongWriter();

    private ByteBuf ping(int number) {
        ByteBuf content = Unpooled.buffer().writeByte(number);
        pongs.answer(context, content);
        content.release();
        return content;
    }

    private void reads(boolean does) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, does);
        channel.runPendingTasks();
    }

    private int answered() {
        PongWebSocketFrame pong = channel.readOutbound();
        int number = pong.content().readByte();
        pong.release();
        return number;
    }

    @Test
    void aPingIsAnsweredWithWhatItCarried() {
        ByteBuf content = ping(7);

        assertThat(answered()).isEqualTo(7);
        assertThat(content.refCnt()).isZero();
    }

    @Test
    void whilePeerDoesNotReadOnlyTheNewestPingWaits() {
        reads(false);
        ByteBuf first = ping(1);
        ByteBuf second = ping(2);
        ByteBuf third = ping(3);

        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(first.refCnt()).isZero();
        assertThat(second.refCnt()).isZero();
        reads(true);
        pongs.writable(context);
        assertThat(answered()).isEqualTo(3);
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(third.refCnt()).isZero();
    }

    @Test
    void whatWaitsIsGivenBack() {
        reads(false);
        ByteBuf content = ping(1);

        pongs.forget();
        pongs.forget();

        assertThat(content.refCnt()).isZero();
    }
}
