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
 * What one client may hold of an HTTP connection; a connection that goes beyond it is closed.
 *
 * <ul>
 *   <li>Requests that come before the answer to the one before are set aside by Reactor Netty,
 *       which reads on without a bound. Behind an answer that does not end, such as an event
 *       stream, they would gather until memory is gone. So many requests and bytes may wait.
 *   <li>A whole request must come within a time, counted from when the last answer was sent, and
 *       again from when its head is there. Any byte resets the clock of an idle timeout; not this.
 *   <li>An answer of which the client takes nothing for that time is given up.
 * </ul>
 *
 * Confined to the channel's loop.
 */
public final class ConnectionBounds extends ChannelDuplexHandler {
    /**
     * Longer than load balancers in common use keep a connection on which nothing happens: 60 s.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Browsers send one request after the other; the few programs that do not send some. */
    static final int MOST_WAITING_REQUESTS = 64;

    /** As much as the longest body that is taken at all. */
    static final int MOST_WAITING_BYTES = 256 * 1024;

    private static final String NAME = "charla-bounds";
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionBounds.class);
    private static final Episodes CROWDED = new Episodes(Ticker.system());

    private final Duration patience;

    /** What each request that is not answered wholly has brought while it waited, oldest first. */
    private final ArrayDeque<Waiting> unanswered = new ArrayDeque<>();

    private long waitingBytes;

    /** Whether the request that came last is there to its end. */
    private boolean whole = true;

    private boolean informational;
    private @Nullable ScheduledFuture<?> owed;
    private @Nullable ScheduledFuture<?> look;
    private Progress progress = Progress.NONE;

    /** Bytes of one request that waits. */
    private static final class Waiting {
        long bytes;
    }

    /** How far the answers have been taken. */
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
     * @param patience how long a request may take to come, and an answer to be taken further
     */
    ConnectionBounds(Duration patience) {
        this.patience = patience;
    }

    /**
     * To be called when the HTTP handlers of a connection that is accepted are in place.
     *
     * @param patience how long a request may take to come, and an answer to be taken further
     */
    public static void addTo(Channel channel, Duration patience) {
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, new ConnectionBounds(patience));
    }

    /** A WebSocket has bounds of its own. */
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
                LOG.info("a client sent too many requests before their answers; it is cut off");
            }
            var _ = context.close();
            return;
        }
        context.fireChannelRead(message);
    }

    /** Part of the newest request has come; it waits unless that is the one being answered. */
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

    /** The end of an answer is on its way: the client has taken what came before. */
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
                            LOG.debug("a client brought no whole request in time");
                            var _ = context.close();
                        });
    }

    private void look(ChannelHandlerContext context) {
        Progress now = Progress.of(context.channel());
        if (now.isStuckSince(progress)) {
            LOG.debug("a client does not take its answer");
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
