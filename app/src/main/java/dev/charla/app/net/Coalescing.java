package dev.charla.app.net;

import dev.charla.loop.Ticker;
import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Has a busy event loop wait a moment between its turns, so that more sockets become ready and are
 * served in one turn, as network cards do with their interrupts. Waking a thread up and asking for
 * ready sockets costs as much as all that is done for a frame of audio; a loop that is woken for
 * each frame does both each time.
 *
 * <p>How long depends on the loop's own work: turns begin four times as far apart as the last one
 * took, but at most the given time, and a turn that took longer than that is followed at once. A
 * loop that is less than a quarter busy therefore never waits, nor does one that has no time to
 * lose. A turn that serves as many sockets as one may is followed at once too, since more are
 * ready, and counts as one with those that follow. Tasks that other threads submit during a wait
 * are done at its end. Confined to its loop.
 */
final class Coalescing implements SelectStrategy {
    /** From which part of its time on, in whole parts, a loop counts as busy. */
    private static final int BUSY_FROM = 4;

    /** What Linux adds to a wait by itself: prctl(2), PR_SET_TIMERSLACK. */
    private static final long SLACK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final long longestNanos;
    private final int most;
    private final Ticker ticker;
    private final LongConsumer pause;
    private long began;
    private boolean served;
    private boolean moreReady;

    /**
     * @param longest how far apart turns are at most
     * @param most how many sockets one turn can serve
     */
    Coalescing(Duration longest, int most) {
        this(longest, most, Ticker.system(), LockSupport::parkNanos);
    }

    /**
     * @param pause waits for as many nanoseconds
     */
    Coalescing(Duration longest, int most, Ticker ticker, LongConsumer pause) {
        this.longestNanos = longest.toNanos();
        this.most = most;
        this.ticker = ticker;
        this.pause = pause;
    }

    @Override
    public int calculateStrategy(IntSupplier readySockets, boolean tasksWait) throws Exception {
        if (served && !moreReady && !tasksWait) {
            long worked = ticker.nanos() - began;
            long rest = Math.min(longestNanos, BUSY_FROM * worked) - worked;
            if (rest > SLACK_NANOS) {
                pause.accept(rest - SLACK_NANOS);
            }
        }
        int ready = readySockets.get();
        served = ready > 0;
        if (served && !moreReady) {
            began = ticker.nanos();
        }
        moreReady = ready >= most;
        if (served) {
            return ready;
        }
        return tasksWait ? ready : SELECT;
    }
}
