package dev.charla.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** On loopback with a login: a proxy on the same machine brings others. */
@CharlaTest
@TestPropertySource(properties = "charla.access.code=twelve letters")
class CodedEngineIT {
    @LocalServerPort int port;

    @Test
    void theEngineIsNoWayAroundTheLogin() {
        assertThat(
                        Caller.get(port, "/voice-live/realtime?api-version=2026-07-15&model=m")
                                .statusCode())
                .isEqualTo(401);
    }
}
