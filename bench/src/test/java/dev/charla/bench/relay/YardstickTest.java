package dev.charla.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 300, unit = TimeUnit.SECONDS)
class YardstickTest {
    @Test
    void whatTakesLongerThanAtItsFastestIsSlowed() {
        var times = new Yardstick.Times();
        times.add(100);
        times.begin();
        times.add(150);
        times.add(250);

        assertThat(times.slowdown()).isCloseTo(2.0, within(0.001));
    }

    @Test
    void theFastestMayComeLast() {
        var times = new Yardstick.Times();
        times.begin();
        times.add(200);
        times.add(100);

        assertThat(times.slowdown()).isCloseTo(1.5, within(0.001));
    }

    @Test
    void aMachineThatStoodStillCountsForLittle() {
        var times = new Yardstick.Times();
        times.begin();
        for (int i = 0; i < 299; i++) {
            times.add(100);
        }
        times.add(50_000);

        assertThat(times.slowdown()).isCloseTo(1.01, within(0.001));
    }

    @Test
    void withoutATimeNothingIsKnown() {
        var times = new Yardstick.Times();
        times.begin();
        times.add(-1); // what Java's clock says where there is none

        assertThat(times.slowdown()).isNaN();
    }

    @Test
    void theWorkIsTimedInItsPlace() throws InterruptedException {
        var moved = new Thread[1];
        try (var yardstick = new Yardstick(() -> moved[0] = Thread.currentThread())) {
            while (Double.isNaN(yardstick.slowdown())) {
                TimeUnit.MILLISECONDS.sleep(10);
            }

            assertThat(yardstick.slowdown()).isGreaterThanOrEqualTo(1.0);
            assertThat(moved[0].getName()).isEqualTo("yardstick");
        }
    }

    @Test
    void aPlaceThatCannotBeTakenLeavesItUnknown() throws InterruptedException {
        var asked = new CountDownLatch(1);
        try (var yardstick =
                new Yardstick(() -> {
                    asked.countDown();
                    throw new IOException("no such processor");
                })) {
            asked.await();

            assertThat(yardstick.slowdown()).isNaN();
        }
    }
}
