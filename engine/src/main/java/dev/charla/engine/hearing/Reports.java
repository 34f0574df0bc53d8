package dev.charla.engine.hearing;

import dev.charla.loop.SessionLoop;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Brings what a recogniser reports to the session's loop. What it reports there itself, while it is
 * being given audio, is taken at the end of that frame: so its place among the other events does
 * not depend on how much audio came in one piece.
 */
final class Reports {
    private final SessionLoop loop;

    // Confined to the loop.
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    Reports(SessionLoop loop) {
        this.loop = loop;
    }

    /** From any thread. */
    void add(Runnable report) {
        if (loop.isCurrent()) {
            waiting.add(report);
            // For what is reported outside of a frame.
            loop.execute(this::take);
        } else {
            loop.execute(report);
        }
    }

    /** Follows what was reported on the loop. */
    void take() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }
}
