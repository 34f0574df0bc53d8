package dev.charla.wire;

import dev.charla.loop.SessionLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's loop on a Netty event loop. Loops that wrap the same event loop are equal and share
 * its thread. Once the event loop is shut down, {@link #execute} and {@link #after} throw {@link
 * java.util.concurrent.RejectedExecutionException}.
 */
public final class NettySessionLoop implements SessionLoop {
    private static final Logger log = LoggerFactory.getLogger(NettySessionLoop.class);

    private final EventLoop eventLoop;

    private NettySessionLoop(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    /** The loop on {@code eventLoop}. The creator of the event loop must shut it down. */
    public static NettySessionLoop on(EventLoop eventLoop) {
        return new NettySessionLoop(Objects.requireNonNull(eventLoop));
    }

    /** The underlying event loop, to register channels with. */
    public EventLoop eventLoop() {
        return eventLoop;
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(reporting(task));
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var scheduled =
                eventLoop.schedule(
                        reporting(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public boolean isCurrent() {
        return eventLoop.inEventLoop();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    private static Runnable reporting(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Exception | Error failure) {
                // Netty swallows what a scheduled task throws.
                log.atError().setCause(failure).log("a task of a session loop failed");
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NettySessionLoop loop && loop.eventLoop.equals(eventLoop);
    }

    @Override
    public int hashCode() {
        return eventLoop.hashCode();
    }

    @Override
    public String toString() {
        return "NettySessionLoop[" + eventLoop + "]";
    }
}
