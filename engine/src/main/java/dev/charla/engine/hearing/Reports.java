package dev.charla.engine.hearing;

import dev.charla.loop.SessionLoop;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Passes the recogniser's reports to the session's loop. Reports that it makes on the loop itself,
 * while it is given audio, are handled at the end of that frame, so that their order among other
 * events does not depend on the chunking of the audio.
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
            // For reports outside of a frame.
            loop.execute(this::take);
        } else {
            loop.execute(report);
        }
    }

    /** Handles the reports made on the loop. */
    void take() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }
}
