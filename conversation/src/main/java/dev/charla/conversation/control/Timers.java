package dev.charla.conversation.control;

import dev.charla.loop.SessionLoop;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The timers of one conversation, so that none outlives it. Confined to the session's loop. */
public final class Timers {
    private final SessionLoop loop;
    private final Set<Pending> pending = new HashSet<>();
    private boolean closed;

    public Timers(SessionLoop loop) {
        this.loop = loop;
    }

    /** Runs {@code task} after {@code delay}; never once closed. */
    public SessionLoop.Timer after(Duration delay, Runnable task) {
        if (closed) {
            return () -> {};
        }
        var entry = new Pending(task);
        pending.add(entry);
        entry.timer = loop.after(delay, entry);
        return entry;
    }

    /** Cancels what waits. Idempotent. */
    public void close() {
        closed = true;
        for (var entry : Set.copyOf(pending)) {
            entry.cancel();
        }
    }

    private final class Pending implements Runnable, SessionLoop.Timer {
        private final Runnable task;
        private SessionLoop.Timer timer = () -> {};

        Pending(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (pending.remove(this)) {
                task.run();
            }
        }

        @Override
        public void cancel() {
            pending.remove(this);
            timer.cancel();
        }
    }
}
