package dev.charla.wire;

import dev.charla.loop.Ticker;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.NettyPipeline;

/**
 * Limits what one client may use of an HTTP connection, and closes a connection that exceeds a
 * limit.
 *
 * <ul>
 *   <li>Pipelining: Reactor Netty queues requests that arrive before the previous response is
 *       complete, without a bound. Behind an endless response, such as an event stream, they would
 *       fill the memory. This class bounds the number and the bytes of queued requests.
 *   <li>Slow requests: a whole request must arrive within a time, measured from the last response,
 *       and again from the request's head. Unlike an idle timeout, single bytes do not reset it.
 *   <li>Slow readers: a response is given up when the client has read none of it for that time.
 * </ul>
 *
 * <p>Confined to the channel's loop.
 */
public final class ConnectionBounds extends ChannelDuplexHandler {
    /** Longer than the idle timeout of common load balancers, 60 s. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Browsers do not pipeline; the few programs that do send only some requests. */
    static final int MOST_WAITING_REQUESTS = 64;

    /** The size of the longest body that is accepted at all. */
    static final int MOST_WAITING_BYTES = 256 * 1024;

    private static final String NAME = "charla-bounds";
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionBounds.class);
    private static final Episodes CROWDED = new Episodes(Ticker.system());

    private final Duration patience;

    /**
     * Bytes that each request without a complete response has brought while it waited, oldest
     * first.
     */
    private final ArrayDeque<Waiting> unanswered = new ArrayDeque<>();

    private long waitingBytes;

    /** Whether the latest request has arrived completely. */
    private boolean whole = true;

    private boolean informational;
    private @Nullable ScheduledFuture<?> owed;
    private @Nullable ScheduledFuture<?> look;
    private Progress progress = Progress.NONE;

    /** Bytes of one waiting request. */
    private static final class Waiting {
        long bytes;
    }

    /** How far the client has read the responses. */
    private record Progress(long pending, @Nullable Object current, long ofCurrent) {
        static final Progress NONE = new Progress(0, null, 0);

        static Progress of(Channel channel) {
            ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
            return buffer == null
                    ? NONE
                    : new Progress(
                            buffer.totalPendingWriteBytes(),
                            buffer.current(),
                            buffer.currentProgress());
        }

        @SuppressWarnings("ReferenceEquality") // the same message, and not one like it
        boolean isStuckSince(Progress before) {
            return pending > 0
                    && pending == before.pending
                    && current == before.current
                    && ofCurrent == before.ofCurrent;
        }
    }

    /**
     * @param patience timeout for a whole request, and for a client that reads nothing of a
     *     response
     */
    ConnectionBounds(Duration patience) {
        this.patience = patience;
    }

    /**
     * Call this when the HTTP handlers of an accepted connection are in place.
     *
     * @param patience timeout for a whole request, and for a client that reads nothing of a
     *     response
     */
    public static void addTo(Channel channel, Duration patience) {
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, new ConnectionBounds(patience));
    }

    /** A WebSocket has limits of its own. */
    static void removeFrom(Channel channel) {
        if (channel.pipeline().get(NAME) != null) {
            channel.pipeline().remove(NAME);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        expectRequest(context);
        look = after(context, () -> look(context));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancel(owed);
        cancel(look);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            whole = false;
            unanswered.add(new Waiting());
            arrived(request.uri().length() + sizeOf(request));
            expectRequest(context);
        }
        if (message instanceof HttpContent content) {
            arrived(content.content().readableBytes());
        }
        if (message instanceof LastHttpContent) {
            whole = true;
            if (unanswered.isEmpty()) {
                expectRequest(context);
            } else {
                cancel(owed);
            }
        }
        if (unanswered.size() > MOST_WAITING_REQUESTS || waitingBytes > MOST_WAITING_BYTES) {
            ReferenceCountUtil.release(message);
            if (CROWDED.begins()) {
                LOG.info(
                        "a client sent too many requests ahead of their responses; its "
                                + "connection is closed");
            }
            var _ = context.close();
            return;
        }
        context.fireChannelRead(message);
    }

    /** A part of the latest request has arrived; it waits unless its response is next. */
    private void arrived(int bytes) {
        if (unanswered.size() > 1) {
            unanswered.getLast().bytes += bytes;
            waitingBytes += bytes;
        }
    }

    private static int sizeOf(HttpRequest request) {
        int size = 0;
        for (var headers = request.headers().iteratorCharSequence(); headers.hasNext(); ) {
            var header = headers.next();
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (message instanceof LastHttpContent && !informational) {
            var _ = context.write(message, promise.unvoid()).addListener(_ -> answered(context));
        } else {
            var _ = context.write(message, promise);
        }
    }

    /** The end of a response is being sent: the client has read what came before. */
    private void answered(ChannelHandlerContext context) {
        unanswered.poll();
        Waiting next = unanswered.peek();
        if (next != null) {
            waitingBytes -= next.bytes;
            next.bytes = 0;
        } else if (whole && !context.isRemoved()) {
            expectRequest(context);
        }
    }

    private void expectRequest(ChannelHandlerContext context) {
        cancel(owed);
        owed =
                after(
                        context,
                        () -> {
                            LOG.debug(
                                    "a client did not send a whole request in time; "
                                            + "its connection is closed");
                            var _ = context.close();
                        });
    }

    private void look(ChannelHandlerContext context) {
        Progress now = Progress.of(context.channel());
        if (now.isStuckSince(progress)) {
            LOG.debug("a client does not read its response; its connection is closed");
            var _ = context.close();
            return;
        }
        progress = now;
        look = after(context, () -> look(context));
    }

    private ScheduledFuture<?> after(ChannelHandlerContext context, Runnable task) {
        return context.executor().schedule(task, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void cancel(@Nullable ScheduledFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
