package dev.charla.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;

/**
 * Netty's decoder of frames, but for the end: by itself it closes the connection as soon as it has
 * said goodbye to a peer that breaks the protocol. What that peer has sent beyond is then unread,
 * the connection is reset, and the reset overtakes the goodbye. This one leaves closing to {@link
 * MessageHandler}.
 */
final class FrameDecoder extends WebSocket13FrameDecoder {
    private static final String NAME = "charla-frames";

    private FrameDecoder(int mostBytes) {
        super(
                WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(true)
                        // Reserved bits come through, to be closed with a code of their own.
                        .allowExtensions(true)
                        .maxFramePayloadLength(mostBytes)
                        .closeOnProtocolViolation(false)
                        .build());
    }

    /**
     * Takes the place of the decoder that the handshake put there, with what that has read already.
     *
     * @param mostBytes of a frame
     */
    static void takeOver(ChannelPipeline pipeline, int mostBytes) {
        var former = pipeline.context(WebSocketFrameDecoder.class);
        pipeline.replace(former.name(), NAME, new FrameDecoder(mostBytes));
    }

    /** Passes over all that comes from now on. */
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
