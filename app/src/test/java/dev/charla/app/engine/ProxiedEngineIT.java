package dev.charla.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** On loopback without a login, behind a proxy on the same machine that others come through. */
@CharlaTest
@TestPropertySource(
        properties =
                "charla.browser.allowed-origins=http://localhost:3000,https://talk.example.org")
class ProxiedEngineIT {
    @LocalServerPort int port;

    @Test
    void theEngineAsksForAKeyThatThePageHas() {
        assertThat(
                        Caller.get(port, "/voice-live/realtime?api-version=2026-07-15&model=m")
                                .statusCode())
                .isEqualTo(401);
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
        }
    }
}
