package dev.charla.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the WebSocket upgrade request as soon as the socket and, if used, TLS are established. Ends
 * with one call of its {@link Listener}; a refusal contains the body of the response.
 */
final class Upgrade extends SimpleChannelInboundHandler<HttpObject> {
    /** Limit of a refusal's body; the service's are a few hundred bytes. */
    private static final int MAX_BODY_BYTES = 8 * 1024;

    private final ServiceTarget target;
    private final Listener listener;
    private final WebSocketClientHandshaker handshaker;
    private final ByteBuf body = Unpooled.buffer(0, MAX_BODY_BYTES);
    private @Nullable HttpResponse response;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean over;

    Upgrade(ServiceTarget target, Preparation.@Nullable Header credential, Listener listener) {
        this.target = target;
        this.listener = listener;
        this.handshaker = handshaker(target, credential);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        long millis = target.timeouts().handshake().toMillis();
        deadline =
                context.executor()
                        .schedule(
                                () -> fail(CloseCause.HANDSHAKE_TIMEOUT),
                                millis,
                                TimeUnit.MILLISECONDS);
        if (!target.address().secure()) {
            ask(context);
        }
        context.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent tls) {
            if (tls.isSuccess()) {
                ask(context);
            } else {
                fail(CloseCause.TLS_FAILED);
            }
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (over) {
            return;
        }
        if (message instanceof HttpResponse head) {
            response = head;
        }
        if (response == null || !(message instanceof HttpContent content)) {
            return;
        }
        int room = MAX_BODY_BYTES - body.readableBytes();
        body.writeBytes(content.content(), Math.min(room, content.content().readableBytes()));
        boolean complete = message instanceof LastHttpContent || !body.isWritable();
        if (!complete) {
            return;
        }
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            finish(context, response);
        } else {
            end(Refusal.read(response, body, target.credential()));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (response != null) {
            end(Refusal.read(response, body, target.credential()));
        } else {
            fail(CloseCause.LOST);
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        fail(causeOf(failure));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void ask(ChannelHandlerContext context) {
        var _ =
                handshaker
                        .handshake(context.channel())
                        .addListener(sent -> {
                            if (!sent.isSuccess()) {
                                fail(CloseCause.LOST);
                            }
                        });
    }

    private void finish(ChannelHandlerContext context, HttpResponse accepted) {
        var whole =
                new DefaultFullHttpResponse(
                        accepted.protocolVersion(),
                        accepted.status(),
                        Unpooled.EMPTY_BUFFER,
                        accepted.headers(),
                        new DefaultHttpHeaders());
        try {
            handshaker.finishHandshake(context.channel(), whole);
        } catch (WebSocketHandshakeException breach) {
            fail(CloseCause.PROTOCOL_BREACH);
            return;
        }
        over = true;
        context.pipeline().replace(WebSocketFrameDecoder.class, "ws-decoder", decoder());
        listener.upgraded(context.pipeline());
        context.pipeline().remove(this);
    }

    /**
     * Leaves closing to us. The decoder that it replaces closes the socket at once after a protocol
     * breach, so that a TCP reset overtakes the close frame.
     */
    private WebSocketFrameDecoder decoder() {
        return new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(false)
                        .allowMaskMismatch(false)
                        .allowExtensions(false)
                        .maxFramePayloadLength(target.maxMessageBytes())
                        .closeOnProtocolViolation(false)
                        .build());
    }

    private void fail(CloseCause cause) {
        end(ServiceClosed.of(cause));
    }

    private void end(ServiceClosed closed) {
        if (!over) {
            over = true;
            listener.failed(closed);
        }
    }

    private CloseCause causeOf(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return CloseCause.TLS_FAILED;
            }
        }
        return failure instanceof java.io.IOException
                ? CloseCause.LOST
                : CloseCause.PROTOCOL_BREACH;
    }

    private static WebSocketClientHandshaker handshaker(
            ServiceTarget target, Preparation.@Nullable Header credential) {
        var address = target.address();
        var headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.HOST, address.authority());
        headers.set(HttpHeaderNames.USER_AGENT, "Charla");
        headers.set("X-MS-Client-Request-ID", UUID.randomUUID().toString());
        if (credential != null) {
            headers.set(credential.name(), credential.value());
        }
        var uri =
                URI.create(
                        (address.secure() ? "wss://" : "ws://")
                                + address.authority()
                                + address.pathAndQuery());
        return WebSocketClientHandshakerFactory.newHandshaker(
                uri,
                WebSocketVersion.V13,
                null,
                false,
                headers,
                target.maxMessageBytes(),
                true,
                false,
                target.timeouts().close().toMillis(),
                false,
                false);
    }

    /** Receives the result, on the channel's loop. */
    interface Listener {
        /** The pipeline now handles WebSocket frames. */
        void upgraded(ChannelPipeline pipeline);

        void failed(ServiceClosed closed);
    }
}
