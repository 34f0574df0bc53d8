package dev.charla.boot.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MessageAllowanceTest {
    private static final int FRAME_BYTES = 960;

    private final AtomicLong now = new AtomicLong(5);
    private final MessageAllowance allowance = new MessageAllowance(now::get);

    private void pass(long ms) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    @Test
    void speechWithReportsOfPlaybackIsNeverTooMuch() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(allowance.take(FRAME_BYTES)).isTrue();
            assertThat(i % 10 == 0 && !allowance.take(60)).isFalse();
            pass(20);
        }
    }

    @Test
    void tenSecondsOfAudioMayComeAtOnceAndNoMore() {
        for (int i = 0; i < 500; i++) {
            assertThat(allowance.take(FRAME_BYTES)).isTrue();
        }

        assertThat(allowance.take(FRAME_BYTES)).isFalse();

        pass(1_000);
        for (int i = 0; i < 200; i++) {
            assertThat(allowance.take(FRAME_BYTES)).isTrue();
        }
        assertThat(allowance.take(FRAME_BYTES)).isFalse();
    }

    @Test
    void theSameHoldsForFewMessagesThatAreLong() {
        for (int second = 0; second < 10; second++) {
            assertThat(allowance.take(48_000)).isTrue();
        }
        assertThat(allowance.take(48_000)).isFalse();

        pass(1_000);
        for (int second = 0; second < 4; second++) {
            assertThat(allowance.take(48_000)).isTrue();
        }
        assertThat(allowance.take(48_000)).isFalse();
    }

    @Test
    void andForManyThatAreShort() {
        for (int i = 0; i < 500; i++) {
            assertThat(allowance.take(2)).isTrue();
        }

        assertThat(allowance.take(2)).isFalse();
    }
}
