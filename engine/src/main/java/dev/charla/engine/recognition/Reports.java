package dev.charla.engine.recognition;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a listener is told, one thing at a time and in order, with no lock held: a listener that
 * waits for a lock of its own could wait for ever otherwise. What is to be told is added under the
 * lock under which it was decided, and {@link #tell} is called after that lock was let go.
 */
@ThreadSafe
public final class Reports {
    private final Object lock = new Object();

    /** As many as decisions were made while one was told; no audio is in it. */
    @GuardedBy("lock")
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

    @GuardedBy("lock")
    private boolean telling;

    /** To be told after all that was added before. */
    public void add(Runnable report) {
        synchronized (lock) {
            waiting.add(report);
        }
    }

    /**
     * Tells what was added, unless another thread, or a report below this call, does so already.
     */
    public void tell() {
        synchronized (lock) {
            if (telling) {
                return;
            }
            telling = true;
        }
        boolean ended = false;
        try {
            for (Runnable next = next(); next != null; next = next()) {
                next.run();
            }
            ended = true;
        } finally {
            if (!ended) {
                synchronized (lock) {
                    telling = false;
                }
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (lock) {
            Runnable next = waiting.poll();
            telling = next != null;
            return next;
        }
    }
}
