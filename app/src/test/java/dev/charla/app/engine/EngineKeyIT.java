package dev.charla.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.boot.engine.EngineProperties;
import dev.charla.boot.engine.Exposure;
import dev.charla.boot.settings.SettingException;
import dev.charla.engine.server.EngineKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** An engine with a key, and clients that guess it. */
@CharlaTest
@TestPropertySource(properties = "charla.engine.key=" + EngineKeyIT.KEY)
class EngineKeyIT {
    static final String KEY = "right-0123456789";

    /** Without an upgrade, which is asked for once the key is right. */
    private static final String ENGINE = "/voice-live/realtime?api-version=2026-07-15&model=m";

    @LocalServerPort int port;
    @Autowired EngineKeys keys;

    @Test
    void wrongKeysRunOutAndThePagesOwnGoesOn() {
        for (int i = 0; i < 30; i++) {
            assertThat(status(KEY)).isEqualTo(426);
            assertThat(Caller.get(port, ENGINE).statusCode()).isEqualTo(401);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(status("guess " + i)).isEqualTo(401);
        }

        var refused = Caller.get(port, ENGINE, "api-key", KEY);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(status(keys.own())).isEqualTo(426);
    }

    private int status(String key) {
        return Caller.get(port, ENGINE, "api-key", key).statusCode();
    }

    @Test
    void aKeyThatCanBeGuessedIsNotTaken() {
        var settings =
                new EngineProperties(
                        "fifteen letters", 1, 0.9, Duration.ofHours(1), 1, null, null, null, null);

        assertThatThrownBy(() ->
                        new EngineAddressConfiguration().engineKeys(settings, new Exposure(false)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("too short")
                .hasMessageNotContaining("fifteen letters");
    }
}
