package dev.charla.engine;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.management.OperatingSystemMXBean;
import dev.charla.loop.Ticker;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the processors have time for one more talk. One that is let in when they have none makes
 * all the others stutter, so it is told to come back instead. What counts is the load of the last
 * seconds, and for each talk that began meanwhile, and is not part of that load yet, what a talk
 * costs while its caller is answered. The first talk is always let in: there is nobody whom it
 * could disturb.
 *
 * <p>What the start itself does is no load, for it ends by itself: until {@link #started}, only
 * what other processes do is, and all talks count as new until the mean shows them.
 */
@ThreadSafe
public final class Admission implements AutoCloseable {
    /** When a busy caller may come again: turns are over within that time, and talks end. */
    public static final Duration COME_BACK = Duration.ofSeconds(10);

    /**
     * Processors that new talks are reckoned to take, however many they are: the compiler's work.
     * What was measured is in docs/performance.md: 0.19 for one talk in a new process.
     */
    static final double PROCESSORS_ONCE = 0.2;

    /**
     * Processors that each of them takes besides. Measured: 0.05 for each of eight, 0.04 for each
     * of sixteen, which were answered at the same moment without one that stuttered. With this
     * number about as many are let in at once to two processors, and not many more.
     */
    static final double PROCESSORS_A_TALK = 0.09;

    /** How long a new talk counts by what it will cost rather than by what it does. */
    static final Duration NEW = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Weight of a look in the mean: one of ten, so that the last five seconds count. */
    private static final double WEIGHT = 0.1;

    private final double most;
    private final DoubleSupplier machine;
    private final LongSupplier ownNanos;
    private final IntSupplier open;
    private final int processors;
    private final Ticker ticker;
    private final @Nullable Thread looker;

    @GuardedBy("this")
    private @Nullable Long startedNanos;

    @GuardedBy("this")
    private long lookedNanos;

    @GuardedBy("this")
    private long lookedOwnNanos;

    @GuardedBy("this")
    private final ArrayDeque<Long> newSince = new ArrayDeque<>();

    @GuardedBy("this")
    private double mean;

    @GuardedBy("this")
    private long refused;

    private Admission(
            double most,
            DoubleSupplier machine,
            LongSupplier ownNanos,
            IntSupplier open,
            int processors,
            Ticker ticker,
            boolean looks) {
        if (!(most > 0 && most <= 1)) {
            throw new IllegalArgumentException("a load is above 0 and at most 1");
        }
        this.most = most;
        this.machine = machine;
        this.ownNanos = ownNanos;
        this.open = open;
        this.processors = processors;
        this.ticker = ticker;
        this.lookedNanos = ticker.nanos();
        this.lookedOwnNanos = ownNanos.getAsLong();
        this.looker =
                looks
                        ? Thread.ofPlatform().daemon().name("admission").unstarted(this::lookOn)
                        : null;
        if (looker != null) {
            looker.start();
        }
    }

    /**
     * Watches the machine, or the container, that this runs on, until it is closed.
     *
     * @param most the load from which on nobody is let in; 1 lets everybody in
     * @param open how many talks go on
     */
    public static Admission here(double most, IntSupplier open) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Admission(
                most,
                system::getCpuLoad,
                system::getProcessCpuTime,
                open,
                Runtime.getRuntime().availableProcessors(),
                Ticker.system(),
                most < 1);
    }

    /**
     * Looks only when it is told to.
     *
     * @param machine gives the present load, from 0 to 1; negative while it is not known
     * @param ownNanos gives the processor time of this process so far
     */
    static Admission looking(
            double most,
            DoubleSupplier machine,
            LongSupplier ownNanos,
            IntSupplier open,
            int processors,
            Ticker ticker) {
        return new Admission(most, machine, ownNanos, open, processors, ticker, false);
    }

    /** The process has done what it does at its start; from now on the load is that of talks. */
    public synchronized void started() {
        if (startedNanos != null) {
            return;
        }
        startedNanos = ticker.nanos();
    }

    /**
     * Lets one more talk in, or not.
     *
     * @return null when it is let in; otherwise after what time it may ask again
     */
    public synchronized @Nullable Duration admit() {
        forgetOld();
        boolean first = open.getAsInt() == 0 && newSince.isEmpty();
        double isNew = PROCESSORS_ONCE + (newSince.size() + 1) * PROCESSORS_A_TALK;
        double expected = mean + isNew / processors;
        if (most < 1 && !first && expected > most) {
            refused++;
            return COME_BACK;
        }
        newSince.add(ticker.nanos());
        return null;
    }

    /** The load of the last seconds, from 0 to 1, for operators. */
    public synchronized double load() {
        return mean;
    }

    /** How many were told to come back. */
    public synchronized long refused() {
        return refused;
    }

    synchronized void look() {
        double own = takeOwnLoad();
        double now = machine.getAsDouble();
        if (now >= 0) {
            double counts = startedNanos == null ? Math.max(0, now - own) : now;
            mean += WEIGHT * (counts - mean);
        }
    }

    /** What this process did since the last look, from 0 to 1. */
    @GuardedBy("this")
    private double takeOwnLoad() {
        long now = ticker.nanos();
        long ownNow = ownNanos.getAsLong();
        double own = (double) (ownNow - lookedOwnNanos) / Math.max(1, now - lookedNanos);
        lookedNanos = now;
        lookedOwnNanos = ownNow;
        return own / processors;
    }

    @GuardedBy("this")
    private void forgetOld() {
        long now = ticker.nanos();
        if (startedNanos == null || now - startedNanos <= NEW.toNanos()) {
            return;
        }
        while (!newSince.isEmpty() && now - newSince.peek() > NEW.toNanos()) {
            newSince.remove();
        }
    }

    private void lookOn() {
        try {
            while (true) {
                look();
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    @Override
    public void close() {
        if (looker != null) {
            looker.interrupt();
        }
    }
}
