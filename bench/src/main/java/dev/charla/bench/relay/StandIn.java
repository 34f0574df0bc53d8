package dev.charla.bench.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One session of a service that answers without end: agrees to all settings, then sends a frame of
 * speech whenever one is due, and takes the times out of the frames it hears. Confined to the
 * bench's loop.
 */
final class StandIn extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] AUDIO = "\"audio\":\"".getBytes(StandardCharsets.US_ASCII);

    /** A member that holds audio begins within the first bytes of a frame. */
    private static final int SEARCHED_BYTES = 128;

    private static final int STAMP_CHARS = (Stamp.BYTES + 2) / 3 * 4;
    private static final String[] BEGINNING = {
        "{\"type\":\"response.created\",\"response\":{\"id\":\"r1\",\"object\":\"realtime.response\","
                + "\"status\":\"in_progress\",\"output\":[]}}",
        "{\"type\":\"response.output_item.added\",\"response_id\":\"r1\",\"output_index\":0,"
                + "\"item\":{\"id\":\"i1\",\"type\":\"message\",\"role\":\"assistant\","
                + "\"status\":\"in_progress\",\"content\":[]}}",
        "{\"type\":\"response.content_part.added\",\"response_id\":\"r1\",\"item_id\":\"i1\","
                + "\"output_index\":0,\"content_index\":0,\"part\":{\"type\":\"audio\"}}"
    };
    private static final String DELTA =
            "{\"type\":\"response.audio.delta\",\"event_id\":\"e1\",\"response_id\":\"r1\","
                    + "\"item_id\":\"i1\",\"output_index\":0,\"content_index\":0,\"delta\":\"";

    private final RelayOptions options;
    private final Leg up;
    private final Stamp stamp;
    private final byte[] base64 = new byte[STAMP_CHARS];
    private int sent;
    private int heard;
    private boolean configured;
    private @Nullable Future<?> speaking;

    StandIn(RelayOptions options, Leg up) {
        this.options = options;
        this.up = up;
        this.stamp = new Stamp(new byte[options.frameBytes()]);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof HandshakeComplete) {
            send(
                    context,
                    "{\"type\":\"session.created\",\"session\":{\"id\":\"s1\",\"model\":\"bench\"}}");
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
        ByteBuf text = frame.content();
        int audio = audioAt(text);
        if (audio >= 0) {
            hear(text, audio);
        } else {
            answer(context, text.toString(StandardCharsets.UTF_8));
        }
    }

    private static int audioAt(ByteBuf text) {
        int last = Math.min(text.readableBytes() - AUDIO.length, SEARCHED_BYTES);
        for (int at = text.readerIndex(); at < text.readerIndex() + last; at++) {
            int matched = 0;
            while (matched < AUDIO.length && text.getByte(at + matched) == AUDIO[matched]) {
                matched++;
            }
            if (matched == AUDIO.length) {
                return at + matched;
            }
        }
        return -1;
    }

    private void hear(ByteBuf text, int at) {
        text.getBytes(at, base64);
        Stamp arrived = new Stamp(Base64.getDecoder().decode(base64));
        up.arrived(arrived.dueNanos(), arrived.number(), heard + 1);
        heard = arrived.number();
    }

    private void answer(ChannelHandlerContext context, String text) {
        var event = JSON.readTree(text);
        if (!event.path("type").asString("").equals("session.update")) {
            return;
        }
        var updated = JSON.createObjectNode().put("type", "session.updated");
        updated.set("session", ((ObjectNode) event.path("session")).put("id", "s1"));
        send(context, updated.toString());
        if (!configured) {
            configured = true;
            for (String each : BEGINNING) {
                send(context, each);
            }
            speaking = Pace.keep(context.executor(), options.frame(), due -> speak(context, due));
        }
    }

    private void speak(ChannelHandlerContext context, long dueNanos) {
        sent++;
        String audio = Base64.getEncoder().encodeToString(stamp.marked(dueNanos, sent));
        send(context, DELTA + audio + "\"}");
    }

    private static void send(ChannelHandlerContext context, String text) {
        var _ =
                context.writeAndFlush(
                        new TextWebSocketFrame(
                                Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Future<?> running = speaking;
        if (running != null) {
            running.cancel(false);
        }
        context.fireChannelInactive();
    }
}
