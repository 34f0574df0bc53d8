package dev.charla.engine;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.management.OperatingSystemMXBean;
import dev.charla.loop.Ticker;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process has time to hear one more caller. One that is heard when it has none makes
 * all the others stutter, so it is told that too many speak. What counts is what this process took
 * of its processors in the last seconds, for each caller that began to speak meanwhile what a
 * conversation costs while its caller is answered, and how long speech has waited to be made. What
 * other programs do does not count by itself, for nobody here can change it: it shows in that wait.
 *
 * <p>A session that only types is never asked about. One that was heard once is heard until it
 * ends. The first is always heard: there is nobody whom it could disturb.
 *
 * <p>What the start itself does is no load, for it ends by itself: until {@link #started} all
 * callers count as new instead.
 */
@ThreadSafe
public final class Admission implements AutoCloseable {
    /**
     * Processors that new conversations are reckoned to take, however many they are: the compiler's
     * work. What was measured is in docs/performance.md: 0.19 for one conversation in a new
     * process.
     */
    static final double PROCESSORS_ONCE = 0.2;

    /**
     * Processors that each of them takes besides. Measured in docs/performance.md: 0.065 for each
     * of sixteen and 0.053 for each of twenty-four, answered at the same moment without one that
     * stuttered. What they really take shows in the load before they stop counting as new, so about
     * twenty are let in to two processors that begin within seconds.
     */
    static final double PROCESSORS_A_CONVERSATION = 0.065;

    /** How long a new conversation counts by what it will cost rather than by what it does. */
    static final Duration NEW = Duration.ofSeconds(5);

    /**
     * Speech that has waited longer for its turn keeps new callers out. The slowest of sixteen
     * answers that were asked for at the same moment began 1.5 s after the silence, without one
     * that stuttered.
     */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Weight of a look in the mean: one of ten, so that the last five seconds count. */
    private static final double WEIGHT = 0.1;

    private final double most;
    private final LongSupplier ownNanos;
    private final Supplier<Duration> wait;
    private final int processors;
    private final Ticker ticker;
    private final @Nullable Thread looker;

    @GuardedBy("this")
    private boolean started;

    @GuardedBy("this")
    private long startedNanos;

    @GuardedBy("this")
    private long lookedNanos;

    @GuardedBy("this")
    private long lookedOwnNanos;

    @GuardedBy("this")
    private final ArrayDeque<Long> newSince = new ArrayDeque<>();

    @GuardedBy("this")
    private final Set<Speaker> heard = new HashSet<>();

    @GuardedBy("this")
    private double mean;

    @GuardedBy("this")
    private long refused;

    private Admission(
            double most,
            LongSupplier ownNanos,
            Supplier<Duration> wait,
            int processors,
            Ticker ticker,
            boolean looks) {
        if (!(most > 0 && most <= 1)) {
            throw new IllegalArgumentException("a load is above 0 and at most 1");
        }
        this.most = most;
        this.ownNanos = ownNanos;
        this.wait = wait;
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
     * Watches this process until it is closed.
     *
     * @param most the share of its processors, or its container's, from which on no further caller
     *     is heard; with 1 everybody is
     * @param wait how long the speech that waits longest has waited for its turn
     */
    static Admission here(double most, Supplier<Duration> wait) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Admission(
                most,
                system::getProcessCpuTime,
                wait,
                Runtime.getRuntime().availableProcessors(),
                Ticker.system(),
                most < 1);
    }

    /**
     * Looks only when it is told to.
     *
     * @param ownNanos gives the processor time of this process so far
     */
    static Admission looking(
            double most,
            LongSupplier ownNanos,
            Supplier<Duration> wait,
            int processors,
            Ticker ticker) {
        return new Admission(most, ownNanos, wait, processors, ticker, false);
    }

    /**
     * The process has done what it does at its start; from now on the load is that of
     * conversations.
     */
    public synchronized void started() {
        if (!started) {
            started = true;
            startedNanos = ticker.nanos();
        }
    }

    /** A session whose caller may come to speak. */
    Speaker speaker() {
        return new Speaker();
    }

    /** The caller of one session. Any thread. */
    final class Speaker {
        private Speaker() {}

        /** Whether the caller, who begins to speak, is heard. */
        boolean isHeard() {
            return hear(this);
        }

        /** The session is over. Idempotent. */
        void leave() {
            synchronized (Admission.this) {
                heard.remove(this);
            }
        }
    }

    private synchronized boolean hear(Speaker speaker) {
        if (most == 1 || heard.contains(speaker)) {
            return true;
        }
        forgetOld();
        double isNew = PROCESSORS_ONCE + (newSince.size() + 1) * PROCESSORS_A_CONVERSATION;
        boolean late = wait.get().compareTo(LONGEST_WAIT) > 0;
        if (!heard.isEmpty() && (late || mean + isNew / processors > most)) {
            refused++;
            return false;
        }
        heard.add(speaker);
        newSince.add(ticker.nanos());
        return true;
    }

    /** This process's share of its processors in the last seconds, from 0 to 1, for operators. */
    public synchronized double load() {
        return mean;
    }

    /** How often a caller was told that too many speak. */
    public synchronized long refused() {
        return refused;
    }

    synchronized void look() {
        double own = takeOwnLoad();
        if (started) {
            mean += WEIGHT * (own - mean);
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
        if (!started || now - startedNanos <= NEW.toNanos()) {
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
