package dev.charla.app.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescingTest {
    private static final int MICROS = 1_000;
    private static final int MOST = 40;
    private static final long SLACK = 50; // microseconds that Linux adds to each wait

    private final List<Long> pauses = new ArrayList<>();
    private long now;

    private final Coalescing coalescing =
            new Coalescing(
                    Duration.ofNanos(500 * MICROS),
                    MOST,
                    () -> now,
                    nanos -> {
                        pauses.add(nanos / MICROS + SLACK);
                        now += nanos + SLACK * MICROS;
                    });

    /** The loop asks what to do next. */
    private int next(int readySockets, boolean tasksWait) {
        try {
            return coalescing.calculateStrategy(() -> readySockets, tasksWait);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Serves sockets for some time. */
    private void turn(int readySockets, int micros) {
        assertThat(next(readySockets, false)).isEqualTo(readySockets);
        now += (long) micros * MICROS;
    }

    @Test
    void turnsBeginFourTimesAsFarApartAsOneTakes() {
        turn(3, 30);
        turn(4, 60);
        turn(5, 20);

        assertThat(pauses).containsExactly(90L, 180L);
    }

    @Test
    void butNoFurtherThanTheGivenTime() {
        turn(3, 150);
        turn(3, 440);
        turn(3, 0);

        assertThat(pauses).containsExactly(350L, 60L);
    }

    @Test
    void aLoopWithoutTimeToLoseNeverWaits() {
        turn(30, 480);
        turn(30, 500);
        turn(30, 20_000);
        turn(30, 0);

        assertThat(pauses).isEmpty();
    }

    @Test
    void whatIsTooShortToMeasureIsNoWait() {
        turn(1, 16);
        turn(1, 0);

        assertThat(pauses).isEmpty();
    }

    @Test
    void aLoopThatHadToWaitForASocketDoesNotWaitOnceMore() {
        turn(1, 30);
        assertThat(next(0, false)).isEqualTo(SelectStrategy.SELECT);
        now += 7_000 * MICROS;
        turn(1, 0);

        assertThat(pauses).containsExactly(90L);
    }

    @Test
    void whatOneTurnCouldNotServeIsServedAtOnceAndCountsWithIt() {
        turn(MOST, 40);
        turn(MOST, 40);
        turn(7, 10);
        assertThat(pauses).isEmpty();

        turn(1, 0);

        assertThat(pauses).containsExactly(3 * 90L);
    }

    @Test
    void afterAFullTurnWithNothingLeftTheNextOneIsCountedByItself() {
        turn(MOST, 40);
        assertThat(next(0, false)).isEqualTo(SelectStrategy.SELECT);
        now += 7_000 * MICROS;
        turn(2, 30);

        turn(1, 0);

        assertThat(pauses).containsExactly(90L);
    }

    @Test
    void tasksAreNotKeptWaiting() {
        turn(1, 90);

        assertThat(next(2, true)).isEqualTo(2);
        now += 90 * MICROS;
        assertThat(next(0, true)).isZero();
        assertThat(pauses).isEmpty();
    }
}
