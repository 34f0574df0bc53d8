package dev.charla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ControlAllowanceTest {
    private long now;
    private final ControlAllowance allowance = new ControlAllowance(() -> now);

    private int taken(int asked) {
        int taken = 0;
        for (int i = 0; i < asked; i++) {
            taken += allowance.take() ? 1 : 0;
        }
        return taken;
    }

    @Test
    void aFloodIsCutOffAtTheAllowance() {
        assertThat(taken(10_000)).isEqualTo(ControlAllowance.AT_ONCE);
    }

    @Test
    void theAllowanceFillsAgainUpToItsBrim() {
        taken(ControlAllowance.AT_ONCE);

        now += TimeUnit.SECONDS.toNanos(2);
        assertThat(taken(1_000)).isEqualTo(2 * ControlAllowance.EACH_SECOND);

        now += TimeUnit.DAYS.toNanos(365);
        assertThat(taken(1_000)).isEqualTo(ControlAllowance.AT_ONCE);
    }

    @Test
    void aPingEverySecondIsNeverTooMuch() {
        for (int i = 0; i < 10_000; i++) {
            now += TimeUnit.SECONDS.toNanos(1);
            assertThat(allowance.take()).isTrue();
        }
    }
}
