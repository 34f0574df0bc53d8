package dev.charla.boot.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogLimitTest {
    private long nanos = Long.MAX_VALUE - 5;
    private final LogLimit lines = new LogLimit(() -> nanos);

    @Test
    void theFirstIsToldAtOnceAndTheRestOnceAMinuteWithTheirNumber() {
        assertThat(lines.due()).isEqualTo(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(lines.due()).isZero();
        }

        nanos += Duration.ofMinutes(1).toNanos();

        assertThat(lines.due()).isEqualTo(1_001);
        assertThat(lines.due()).isZero();
    }
}
