package dev.charla.speech.moonshine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * As many decodes at once as there are processors; the rest wait, the most urgent first. What is
 * only nice to have gives way: it is abandoned when something urgent would have to wait for it. An
 * utterance has one decode here at a time, so that no more wait than utterances are open. Any
 * thread.
 */
final class DecodePool implements AutoCloseable {
    /** A decode takes a fraction of a second, and gives up before each token. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    /** What is waited for, the most urgent first. */
    enum Urgency {
        /** Words of a turn that has ended. */
        FINAL,
        /** Words of a turn that is likely to end. */
        SOON,
        /** Words in the middle of a turn. */
        IDLE
    }

    private final Object lock = new Object();
    private final List<Thread> threads = new ArrayList<>();

    @GuardedBy("lock")
    private final PriorityQueue<Job> waiting =
            new PriorityQueue<>(
                    Comparator.comparing((Job job) -> job.urgency)
                            .thenComparingLong(job -> job.place));

    @GuardedBy("lock")
    private final Set<Job> running = new HashSet<>();

    @GuardedBy("lock")
    private long places;

    @GuardedBy("lock")
    private boolean closed;

    /**
     * @param threads decodes at once, at least 1
     */
    DecodePool(int threads) {
        for (int i = 1; i <= threads; i++) {
            this.threads.add(Thread.ofPlatform().daemon().name("moonshine-" + i).start(this::work));
        }
    }

    /** A decode. Fields are guarded by the pool's lock. */
    abstract static class Job {
        private Urgency urgency;
        private long place;
        private volatile boolean abandoned;

        Job(Urgency urgency) {
            this.urgency = urgency;
        }

        /** Decodes; throws nothing. */
        abstract void run();

        /** Whether to stop, as nobody waits for it any more or others are waited for. */
        final boolean isAbandoned() {
            return abandoned;
        }
    }

    /** Whether a decode would begin at once. */
    boolean isIdle() {
        synchronized (lock) {
            return !closed && waiting.isEmpty() && running.size() < threads.size();
        }
    }

    /** Nothing after {@link #close}. */
    void submit(Job job) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            job.place = places++;
            waiting.add(job);
            makeWay(job.urgency);
            lock.notifyAll();
        }
    }

    /** It is waited for now. */
    void hurry(Job job) {
        synchronized (lock) {
            boolean waits = waiting.remove(job);
            job.urgency = Urgency.FINAL;
            if (waits) {
                waiting.add(job);
                makeWay(job.urgency);
            }
        }
    }

    /** Nobody waits for it any more. */
    void abandon(Job job) {
        synchronized (lock) {
            waiting.remove(job);
            job.abandoned = true;
        }
    }

    @GuardedBy("lock")
    private void makeWay(Urgency urgency) {
        if (urgency == Urgency.IDLE || running.size() < threads.size()) {
            return;
        }
        running.stream()
                .filter(job -> job.urgency == Urgency.IDLE && !job.abandoned)
                .findFirst()
                .ifPresent(job -> job.abandoned = true);
    }

    private void work() {
        try {
            while (true) {
                Job job = take();
                try {
                    job.run();
                } finally {
                    done(job);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Job take() throws InterruptedException {
        synchronized (lock) {
            while (waiting.isEmpty() || closed) {
                lock.wait();
            }
            Job job = waiting.remove();
            running.add(job);
            return job;
        }
    }

    private void done(Job job) {
        synchronized (lock) {
            running.remove(job);
        }
    }

    /** Abandons all and waits for the threads. Idempotent. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            waiting.clear();
            running.forEach(job -> job.abandoned = true);
        }
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                if (!thread.equals(Thread.currentThread())) {
                    thread.join(CLOSE_WITHIN);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
