package dev.charla.app.net;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;
import reactor.netty.resources.LoopResources;

/**
 * The event loops that serve all sockets, those of pages and those towards the service. They are
 * Netty's, on its native transport where that works, with turns that coalesce while a loop is busy.
 * Any thread.
 */
public final class EventLoops implements LoopResources {
    /** How the names of their threads begin. */
    public static final String THREADS = "charla-loop-";

    /**
     * How many sockets one turn serves before what was written in it is flushed, on the native
     * transport. What a turn touches should still be in the processor's nearest cache by then; if
     * it serves all that is ready, each turn of a late loop is longer and dearer than the one
     * before, and the loop stays late. See docs/performance.md.
     */
    static final int AT_ONCE = 8;

    private final EventLoopGroup loops;
    private final EventLoopGroup sameLoop;

    private EventLoops(EventLoopGroup loops) {
        this.loops = loops;
        this.sameLoop = LoopResources.colocate(loops);
    }

    /**
     * Makes {@code count} loops, whose threads start when they get their first socket.
     *
     * @param nativeTransport whether to use it where it works
     * @param coalesce how far apart the turns of a busy loop are at most; zero or less: it never
     *     waits
     */
    public static EventLoops of(int count, boolean nativeTransport, Duration coalesce) {
        IoHandlerFactory sockets =
                nativeTransport && Epoll.isAvailable()
                        ? EpollIoHandler.newFactory(AT_ONCE, turns(coalesce, AT_ONCE))
                        : NioIoHandler.newFactory(
                                SelectorProvider.provider(), turns(coalesce, Integer.MAX_VALUE));
        var number = new AtomicInteger();
        ThreadFactory threads = loop -> new LoopThread(loop, THREADS + number.incrementAndGet());
        return new EventLoops(new MultiThreadIoEventLoopGroup(count, threads, sockets));
    }

    private static SelectStrategyFactory turns(Duration coalesce, int most) {
        return coalesce.isPositive()
                ? () -> new Coalescing(coalesce, most)
                : DefaultSelectStrategyFactory.INSTANCE;
    }

    /** Reactor refuses to block on it. */
    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {
        LoopThread(Runnable loop, String name) {
            super(loop, name);
            setDaemon(true);
        }
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loops;
    }

    /** What is opened on a loop stays on it. */
    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return sameLoop;
    }

    @Override
    public boolean daemon() {
        return true;
    }

    @Override
    public boolean isDisposed() {
        return loops.isShuttingDown();
    }

    @Override
    public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
        return Mono.create(stopped ->
                loops.shutdownGracefully(
                                quietPeriod.toMillis(), timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .addListener(_ -> stopped.success()));
    }
}
