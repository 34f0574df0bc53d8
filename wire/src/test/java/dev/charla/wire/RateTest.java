package dev.charla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 7);
    private final Rate rate = new Rate(3, Duration.ofMinutes(1), nanos::get);

    @Test
    void soManyAtOnceAndThenOneByOne() {
        for (int i = 0; i < 3; i++) {
            assertThat(rate.take("ana")).isTrue();
        }
        assertThat(rate.take("ana")).isFalse();

        nanos.addAndGet(Duration.ofSeconds(19).toNanos());
        assertThat(rate.has("ana")).isFalse();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(rate.take("ana")).isTrue();
        assertThat(rate.take("ana")).isFalse();
        assertThat(rate.eachTakes()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void nobodyIsHeldUpByAnybodyElse() {
        for (int i = 0; i < 5; i++) {
            rate.take("ana");
        }

        assertThat(rate.take("ben")).isTrue();
    }

    @Test
    void manyStrangersDoNotFillTheMemory() {
        for (int i = 0; i < 20_000; i++) {
            rate.take("stranger " + i);
            nanos.addAndGet(Duration.ofMillis(100).toNanos());
        }

        assertThat(rate.size()).isLessThan(3_000);
    }
}
