package dev.charla.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.settings.SettingException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLoopPropertiesTest {
    @Test
    void nothingIsATime() {
        assertThat(new EventLoopProperties(Duration.ZERO).coalesce()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT0.011S"})
    void whatWouldBeHeardIsRefused(Duration coalesce) {
        assertThatThrownBy(() -> new EventLoopProperties(coalesce))
                .isInstanceOfSatisfying(
                        SettingException.class, e -> assertThat(e.action()).contains("1ms"));
    }
}
