package dev.charla.testkit;

import dev.charla.loop.SessionLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A session's loop in virtual time: nothing runs and no time passes until the test says so, and
 * then always in the same order.
 *
 * <p>Tasks may be given from any thread; they run on the thread that calls {@link #runUntilIdle},
 * {@link #advance}, {@link #run} or {@link #runUntil}, one thread at a time. What a task throws
 * does not keep others from running; it is thrown from that call once they have, with further
 * failures suppressed in it.
 */
public final class VirtualLoop implements SessionLoop {
    /** Tasks in one go without time passing; more are taken for a loop that feeds itself. */
    static final int RUNAWAY_TASKS = 1_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition posted = lock.newCondition();
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>(); // guarded by lock
    private final PriorityQueue<Waiting> waiting = // guarded by lock
            new PriorityQueue<>(
                    Comparator.comparingLong(Waiting::due).thenComparingLong(Waiting::number));
    private long nextNumber; // guarded by lock
    private long now; // guarded by lock
    private volatile @Nullable Thread running; // read by isCurrent from any thread

    /** A loop whose time begins at zero. */
    public VirtualLoop() {}

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            ready.add(task);
            posted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        lock.lock();
        try {
            var entry = new Waiting(now + Math.max(0, delay.toNanos()), nextNumber++, task);
            waiting.add(entry);
            posted.signalAll();
            return () -> cancel(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a task is running, and on the calling thread. */
    @Override
    public boolean isCurrent() {
        return Thread.currentThread().equals(running);
    }

    @Override
    public long nanos() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Time since the loop was made. */
    public Duration now() {
        return Duration.ofNanos(nanos());
    }

    /** Timers set and neither run nor cancelled; a test that ends with some has a leak. */
    public int timersWaiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Runs every task that is due now, and those they give, until none is left. */
    public void runUntilIdle() {
        var failures = new ArrayList<Throwable>();
        runDue(failures);
        rethrow(failures);
    }

    /** Runs {@code task} on the loop, then everything due. */
    public void run(Runnable task) {
        execute(task);
        runUntilIdle();
    }

    /** Lets {@code time} pass; each timer runs at its own moment, in order. */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not go back");
        }
        var failures = new ArrayList<Throwable>();
        long end = nanos() + time.toNanos();
        runDue(failures);
        while (moveToNextTimer(end)) {
            runDue(failures);
        }
        moveTo(end);
        rethrow(failures);
    }

    /**
     * Moves on to the next timer that is due within {@code time}, and runs all that is due then;
     * where there is none, lets all of {@code time} pass.
     */
    public void step(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not go back");
        }
        var failures = new ArrayList<Throwable>();
        long end = nanos() + time.toNanos();
        runDue(failures);
        if (moveToNextTimer(end)) {
            runDue(failures);
        } else {
            moveTo(end);
        }
        rethrow(failures);
    }

    /**
     * Runs tasks as other threads hand them in, without virtual time passing, until {@code
     * condition} holds.
     *
     * @param patience real time to wait at most
     * @throws AssertionError when the condition does not hold by then
     */
    public void runUntil(BooleanSupplier condition, Duration patience) {
        long left = patience.toNanos();
        runUntilIdle();
        while (!condition.getAsBoolean()) {
            left = awaitTask(left);
            if (left <= 0) {
                throw new AssertionError("what was waited for did not happen in " + patience);
            }
            runUntilIdle();
        }
    }

    private long awaitTask(long patienceNanos) {
        lock.lock();
        try {
            long left = patienceNanos;
            while (ready.isEmpty() && !timerDue() && left > 0) {
                left = posted.awaitNanos(left);
            }
            return left;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", interrupted);
        } finally {
            lock.unlock();
        }
    }

    private boolean timerDue() {
        var next = waiting.peek();
        return next != null && next.due() <= now;
    }

    private void runDue(List<Throwable> failures) {
        if (running != null) {
            throw new IllegalStateException("the loop is running already");
        }
        running = Thread.currentThread();
        try {
            int tasks = 0;
            for (var task = next(); task != null; task = next()) {
                if (++tasks > RUNAWAY_TASKS) {
                    throw new AssertionError("the loop never becomes idle");
                }
                try {
                    task.run();
                } catch (Exception | AssertionError failure) {
                    failures.add(failure);
                }
            }
        } finally {
            running = null;
        }
    }

    /** What is ready first, then what is due: a timer never overtakes a task given before it. */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            var task = ready.poll();
            if (task == null && timerDue()) {
                task = waiting.remove().task();
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    private boolean moveToNextTimer(long end) {
        lock.lock();
        try {
            var next = waiting.peek();
            if (next == null || next.due() > end) {
                return false;
            }
            now = Math.max(now, next.due());
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void moveTo(long end) {
        lock.lock();
        try {
            now = Math.max(now, end);
        } finally {
            lock.unlock();
        }
    }

    private void cancel(Waiting entry) {
        lock.lock();
        try {
            waiting.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    private static void rethrow(List<Throwable> failures) {
        if (failures.isEmpty()) {
            return;
        }
        var first = failures.getFirst();
        failures.stream().skip(1).filter(f -> !f.equals(first)).forEach(first::addSuppressed);
        switch (first) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> throw new AssertionError(first);
        }
    }

    private record Waiting(long due, long number, Runnable task) {
        /** By number alone, which is unique: tasks need not be comparable. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Waiting entry && entry.number == number;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }
}
