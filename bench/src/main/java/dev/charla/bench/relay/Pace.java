package dev.charla.bench.relay;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * When the frames of one side are due: evenly from its beginning, however late one of them is sent,
 * so that a stall counts. Confined to the bench's loop.
 */
final class Pace implements Runnable {
    private final LongConsumer send;
    private final long frameNanos;
    private long dueNanos;

    private Pace(LongConsumer send, long frameNanos) {
        this.send = send;
        this.frameNanos = frameNanos;
        this.dueNanos = System.nanoTime();
    }

    /**
     * Begins now.
     *
     * @param send is given the time at which its frame is due
     * @return to be cancelled
     */
    static Future<?> keep(EventExecutor loop, Duration frame, LongConsumer send) {
        long nanos = frame.toNanos();
        return loop.scheduleAtFixedRate(new Pace(send, nanos), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        dueNanos += frameNanos;
        send.accept(dueNanos);
    }
}
