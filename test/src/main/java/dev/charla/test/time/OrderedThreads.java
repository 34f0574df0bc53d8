package dev.charla.test.time;

import dev.charla.loop.SessionLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads of which one runs at a time, while the thread of the test waits for it: time stands still
 * until it has ended, or waits for something that the conversation does. Those that may go on do so
 * in the order in which they were started. So a conversation is the same whenever it is repeated,
 * however busy the machine is.
 */
public final class OrderedThreads implements AutoCloseable {
    private static final ThreadLocal<@Nullable Task> CURRENT = new ThreadLocal<>();

    private final SessionLoop loop;
    private final Duration patience;
    private final List<Task> tasks = new ArrayList<>(); // guarded by itself
    private final Semaphore back = new Semaphore(0);

    /**
     * Threads of one conversation.
     *
     * @param loop its loop, in virtual time
     * @param patience how long a thread may run in real time without ending or waiting
     */
    public OrderedThreads(SessionLoop loop, Duration patience) {
        this.loop = loop;
        this.patience = patience;
    }

    /** What runs on a thread of its own. */
    final class Task {
        final String name;
        private final Thread thread;
        private final Semaphore turn = new Semaphore(0);
        private volatile BooleanSupplier ready = () -> true;
        private volatile boolean begun;
        private volatile boolean waits;
        private volatile boolean interrupted;
        private volatile boolean ended;

        Task(String name, Runnable work) {
            this.name = name;
            this.thread =
                    Thread.ofVirtual()
                            .name(name)
                            .unstarted(() -> {
                                CURRENT.set(this);
                                try {
                                    work.run();
                                } finally {
                                    ended = true;
                                    back.release();
                                }
                            });
        }

        boolean ended() {
            return ended;
        }

        /** From the thread that runs, or from the loop. */
        void interrupt() {
            if (!begun || waits) {
                interrupted = true;
            } else {
                thread.interrupt();
            }
        }

        /** On its own thread. */
        void await(BooleanSupplier happened) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (happened.getAsBoolean()) {
                return;
            }
            ready = happened;
            waits = true;
            back.release();
            turn.acquireUninterruptibly();
            waits = false;
            if (interrupted) {
                interrupted = false;
                throw new InterruptedException();
            }
        }

        void passes(Duration time) throws InterruptedException {
            var over = new AtomicBoolean();
            var timer = loop.after(time, () -> over.set(true));
            try {
                await(over::get);
            } finally {
                timer.cancel();
            }
        }

        private boolean mayRun() {
            return interrupted || ready.getAsBoolean();
        }

        private void run() {
            if (begun) {
                turn.release();
            } else {
                begun = true;
                thread.start();
                if (interrupted) {
                    interrupted = false;
                    thread.interrupt();
                }
            }
        }
    }

    /** The task that the calling thread runs; null on a thread that is none of these. */
    static @Nullable Task current() {
        return CURRENT.get();
    }

    SessionLoop.Timer timer(Duration time, Runnable task) {
        return loop.after(time, task);
    }

    /** Has {@code work} run when its turn comes. */
    Task start(String name, Runnable work) {
        var task = new Task(name, work);
        synchronized (tasks) {
            tasks.add(task);
        }
        return task;
    }

    /**
     * Waits until something has happened, on one of these threads.
     *
     * @throws IllegalStateException on any other thread
     */
    void await(BooleanSupplier happened) throws InterruptedException {
        var task = CURRENT.get();
        if (task == null) {
            throw new IllegalStateException(
                    "Only the thread that a tool was called on can wait for the conversation.");
        }
        task.await(happened);
    }

    /**
     * Lets the first thread that may go on do so until it ends or waits. Called by the thread of
     * the test.
     *
     * @return whether there was one
     */
    public boolean runNext() {
        var next = next();
        if (next == null) {
            return false;
        }
        next.run();
        try {
            if (!back.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError(
                        "'%s' has been running for %d s. Time stands still for it: what takes long is told by VirtualTime.after(…), and not waited for."
                                .formatted(next.name, patience.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while '" + next.name + "' ran", e);
        }
        synchronized (tasks) {
            tasks.removeIf(Task::ended);
        }
        return true;
    }

    private @Nullable Task next() {
        List<Task> all;
        synchronized (tasks) {
            all = List.copyOf(tasks);
        }
        for (var task : all) {
            if (!task.ended() && task.mayRun()) {
                return task;
            }
        }
        return null;
    }

    /** How many have neither ended nor been given up. */
    public int atWork() {
        synchronized (tasks) {
            return tasks.size();
        }
    }

    /** Interrupts all that have not ended, and lets them end. Idempotent. */
    @Override
    public void close() {
        List<Task> left;
        synchronized (tasks) {
            left = List.copyOf(tasks);
        }
        left.forEach(Task::interrupt);
        int rounds = 0;
        while (rounds < 1_000 && runNext()) {
            rounds++;
        }
        synchronized (tasks) {
            tasks.clear();
        }
    }
}
