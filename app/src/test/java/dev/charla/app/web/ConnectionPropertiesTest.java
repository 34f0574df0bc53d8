package dev.charla.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.settings.SettingException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionPropertiesTest {
    @Test
    void aPatienceOfLessThanASecondIsRefused() {
        assertThat(new ConnectionProperties(Duration.ofSeconds(1)).patience())
                .isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> new ConnectionProperties(Duration.ofMillis(999)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("charla.connection.patience");
    }
}
