package dev.charla.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;

/**
 * Netty's frame decoder with a different reaction to a protocol breach. Netty's own closes the
 * connection right after its close frame. If the peer has sent more data, that data is unread, so
 * TCP resets the connection, and the reset overtakes the close frame. This decoder leaves closing
 * to {@link MessageHandler}.
 */
final class FrameDecoder extends WebSocket13FrameDecoder {
    private static final String NAME = "charla-frames";

    private FrameDecoder(int mostBytes) {
        super(
                WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(true)
                        // Lets reserved bits through: {@link MessageHandler} closes with a code of
                        // its own for them.
                        .allowExtensions(true)
                        .maxFramePayloadLength(mostBytes)
                        .closeOnProtocolViolation(false)
                        .build());
    }

    /**
     * Replaces the decoder of the handshake and takes over the bytes that it has already read.
     *
     * @param mostBytes limit of one frame's payload
     */
    static void takeOver(ChannelPipeline pipeline, int mostBytes) {
        var former = pipeline.context(WebSocketFrameDecoder.class);
        pipeline.replace(former.name(), NAME, new FrameDecoder(mostBytes));
    }

    /** Discards everything from now on. */
    static void readNoMore(ChannelPipeline pipeline) {
        if (pipeline.get(NAME) != null && pipeline.get(Deaf.NAME) == null) {
            pipeline.addBefore(NAME, Deaf.NAME, new Deaf());
        }
    }

    private static final class Deaf extends ChannelInboundHandlerAdapter {
        static final String NAME = "charla-deaf";

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }
}
