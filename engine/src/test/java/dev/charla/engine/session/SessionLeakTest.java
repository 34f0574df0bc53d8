package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Fifty sessions opened, spoken to and closed, ten times over: memory returns to where it was. What
 * earlier tests still load meanwhile grows the heap once; sessions that stay grow it in both
 * halves.
 */
class SessionLeakTest {
    private static final int ROUNDS = 10;
    private static final int SESSIONS = 50;

    /** One session takes some 300 KB while it is open; fifty that stay would be seen. */
    private static final long MOST_GROWTH_BYTES = 4L << 20;

    @Test
    void nothingOfASessionStaysWhenItIsClosed() {
        List<WeakReference<EngineSession>> gone = new ArrayList<>();
        round(new ArrayList<>());
        long before = used();
        long halfWay = before;
        for (int i = 0; i < ROUNDS; i++) {
            if (i == ROUNDS / 2) {
                halfWay = used();
            }
            round(gone);
        }
        long after = used();

        System.out.printf(
                "memory before %d KB, half way %d KB, after %d KB%n",
                before >> 10, halfWay >> 10, after >> 10);
        assertThat(gone).hasSize(ROUNDS * SESSIONS);
        assertThat(gone).allSatisfy(session -> assertThat(session.get()).isNull());
        assertThat(Math.min(halfWay - before, after - halfWay)).isLessThan(MOST_GROWTH_BYTES);
    }

    private static void round(List<WeakReference<EngineSession>> gone) {
        List<SessionBench> open = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            SessionBench bench = new SessionBench(i % 2 == 0 ? "gpt-realtime" : "gpt-4.1");
            open.add(bench);
            gone.add(new WeakReference<>(bench.session));
        }
        for (SessionBench bench : open) {
            bench.speak("hello there", 400);
            bench.silence(600);
            bench.awaitDone();
        }
        open.forEach(SessionBench::close);
        open.forEach(SessionBench::awaitThreads);
    }

    /** After as many collections as it takes for the figure to stay. */
    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long last = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            System.gc();
            long now = runtime.totalMemory() - runtime.freeMemory();
            if (Math.abs(last - now) < 64 << 10) {
                return now;
            }
            last = now;
        }
        return last;
    }
}
