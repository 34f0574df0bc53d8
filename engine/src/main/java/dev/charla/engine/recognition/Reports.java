package dev.charla.engine.recognition;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Delivers calls to a listener one at a time, in order and without holding a lock; a listener that
 * waits for a lock of its own could otherwise deadlock. Add a call while holding the lock under
 * which it was decided; call {@link #tell} after releasing that lock.
 */
@ThreadSafe
@SuppressWarnings("exports") // the annotation is for the compiler of this class alone
public final class Reports {
    private final Object lock = new Object();

    /** Bounded by the decisions made while one call is delivered; contains no audio. */
    @GuardedBy("lock")
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

    @GuardedBy("lock")
    private boolean telling;

    /** Adds a call behind all others. */
    public void add(Runnable report) {
        synchronized (lock) {
            waiting.add(report);
        }
    }

    /**
     * Delivers the added calls, unless another thread, or a call further down this stack, is
     * already doing so.
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
