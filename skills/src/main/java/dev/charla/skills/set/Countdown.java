package dev.charla.skills.set;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The timers of one conversation. Any thread: they end on the scheduler's. */
public final class Countdown implements AutoCloseable {
    private static final int MOST = 10;

    private final Timers timers;
    private final InstantSource clock;
    private final Consumer<String> over;
    private final Object lock = new Object();

    // Guarded by lock, as is closed.
    private final List<Running> running = new ArrayList<>();
    private boolean closed;

    /**
     * @param over told what to say when a timer ends
     */
    public Countdown(Timers timers, InstantSource clock, Consumer<String> over) {
        this.timers = timers;
        this.clock = clock;
        this.over = over;
    }

    /**
     * Starts a timer unless there are too many; says whether it did.
     *
     * @param text what is said when it ends
     */
    public boolean start(Duration duration, String text) {
        synchronized (lock) {
            if (closed || running.size() >= MOST) {
                return false;
            }
            var timer = new Running(text, clock.instant().plus(duration));
            running.add(timer);
            timer.pending = timers.after(duration, () -> end(timer));
            return true;
        }
    }

    private void end(Running timer) {
        synchronized (lock) {
            if (!running.remove(timer)) {
                return;
            }
        }
        over.accept(timer.text);
    }

    /** How long until the next one ends, empty when none is running. */
    public Optional<Duration> left() {
        synchronized (lock) {
            return running.stream()
                    .map(timer -> timer.ends)
                    .min(Comparator.naturalOrder())
                    .map(ends -> Duration.between(clock.instant(), ends))
                    .map(left -> left.isNegative() ? Duration.ZERO : left);
        }
    }

    /** Ends all without a word; says how many there were. */
    public int cancelAll() {
        synchronized (lock) {
            int count = running.size();
            running.forEach(timer -> timer.pending.cancel());
            running.clear();
            return count;
        }
    }

    /** Ends the one that was started last, without a word. */
    public void cancelLast() {
        synchronized (lock) {
            if (!running.isEmpty()) {
                running.removeLast().pending.cancel();
            }
        }
    }

    int count() {
        synchronized (lock) {
            return running.size();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        cancelAll();
    }

    private static final class Running {
        private final String text;
        private final Instant ends;
        private Timers.Cancellable pending = () -> {};

        private Running(String text, Instant ends) {
            this.text = text;
            this.ends = ends;
        }
    }
}
