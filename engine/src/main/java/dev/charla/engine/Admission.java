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
 * Admission control: decides whether this process has CPU time to recognise one more caller. A
 * caller too many would make the audio of all others stutter, so that caller is refused as busy.
 * Three things count: the share of its CPUs that this process used in the last seconds; for each
 * caller who began to speak in that time, the cost of a conversation whose caller is answered; and
 * how long speech has waited to be synthesised. The CPU use of other programs does not count by
 * itself, because nobody here can change it; it shows in that wait.
 *
 * <p>Sessions that only type are never checked. A session that was admitted once stays admitted
 * until it ends. The first caller is always admitted, because there is nobody to disturb.
 *
 * <p>The work of the start does not count as load, because it ends by itself: until {@link
 * #started}, all callers count as new instead.
 */
@ThreadSafe
@SuppressWarnings("exports") // the annotation is for the compiler of this class alone
public final class Admission implements AutoCloseable {
    /**
     * CPUs reserved for new conversations in total: JIT compilation. docs/performance.md has the
     * measurement: 0.19 for one conversation in a new process.
     */
    static final double PROCESSORS_ONCE = 0.2;

    /**
     * CPUs reserved for each of them in addition. docs/performance.md has the measurements: 0.065
     * for each of sixteen and 0.053 for each of twenty-four, answered at the same moment without
     * stutter. Their real use shows in the load before they stop counting as new, so two CPUs admit
     * about twenty that begin within seconds.
     */
    static final double PROCESSORS_A_CONVERSATION = 0.065;

    /**
     * How long a conversation counts as new, that is, with its estimated instead of its real cost.
     */
    static final Duration NEW = Duration.ofSeconds(5);

    /**
     * If speech has waited longer than this for synthesis, new callers are refused. The slowest of
     * sixteen answers requested at the same moment began 1.5 s after the silence, without stutter.
     */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Weight of a sample in the mean: one of ten, so that the last five seconds count. */
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
     * Samples the CPU use of this process until it is closed.
     *
     * @param most share of the CPUs, of the process or its container, above which further callers
     *     are refused; 1: no limit
     * @param wait how long the speech at the head of the synthesis queue has waited
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
     * Samples only on demand.
     *
     * @param ownNanos the CPU time of this process so far
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
     * Call this when the process has finished its start; from now on the load is that of
     * conversations.
     */
    public synchronized void started() {
        if (!started) {
            started = true;
            startedNanos = ticker.nanos();
        }
    }

    /** Creates the admission of one session. */
    Speaker speaker() {
        return new Speaker();
    }

    /** The caller of one session. Any thread. */
    final class Speaker {
        private Speaker() {}

        /** Whether the engine recognises this caller, who begins to speak. */
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

    /** This process's share of its CPUs in the last seconds, from 0 to 1, for operators. */
    public synchronized double load() {
        return mean;
    }

    /** How often a caller was refused. */
    public synchronized long refused() {
        return refused;
    }

    synchronized void look() {
        double own = takeOwnLoad();
        if (started) {
            mean += WEIGHT * (own - mean);
        }
    }

    /** CPU share since the last sample, from 0 to 1. */
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
