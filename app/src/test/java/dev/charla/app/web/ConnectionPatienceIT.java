package dev.charla.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Connections that never bring a whole request. */
@CharlaTest
@TestPropertySource(
        properties = {
            "charla.connection.patience=1s",
            "charla.service.endpoint=http://127.0.0.1:1",
            "charla.service.api-key=unused"
        })
class ConnectionPatienceIT {
    private static final int PATIENCE_MILLIS = 30_000;

    @LocalServerPort int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /api/sta",
                "GET /api/status HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
                "POST /api/conversations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\n\r\n{"
            })
    void aConnectionWhoseRequestIsNeverFinishedEnds(String beginning) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
        assertThat(Caller.get(port, "/api/status").statusCode()).isEqualTo(200);
    }
}
