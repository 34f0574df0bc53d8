package dev.charla.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.CharlaTest;
import dev.charla.testkit.RawHttp;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Several requests on one connection, of which the later ones do not wait for the earlier ones. */
@CharlaTest
@TestPropertySource(
        properties = {
            "charla.access.code=correct-horse-battery",
            "charla.service.endpoint=http://127.0.0.1:1",
            "charla.service.api-key=unused"
        })
class PipeliningIT {
    /** Read from a file, by a thread of its own. */
    private static final String ANSWERED_LATER = RawHttp.request("GET /favicon.svg HTTP/1.1");

    /** Answered at once, on the connection's own loop. */
    private static final String ANSWERED_AT_ONCE = RawHttp.request("GET /login HTTP/1.1");

    /** Refused before its body is looked at. */
    private static final String REFUSED =
            RawHttp.request(
                    "POST /login HTTP/1.1",
                    "Origin: https://evil.example.com",
                    "Content-Type: application/x-www-form-urlencoded",
                    "Content-Length: 9");

    private static final String BODY = "code=open";

    @LocalServerPort int port;

    @Test
    void aConnectionIsReadOnAfterRequestsThatCameTogether() throws IOException {
        try (var connection = new RawHttp(port)) {
            connection.send(ANSWERED_LATER + ANSWERED_AT_ONCE);

            assertThat(connection.status()).isEqualTo(200);
            assertThat(connection.status()).isEqualTo(200);
            connection.send(ANSWERED_AT_ONCE);
            assertThat(connection.status()).isEqualTo(200);
        }
    }

    @Test
    void aConnectionIsReadOnAfterARefusalWhoseBodyCameLater() throws IOException {
        try (var connection = new RawHttp(port)) {
            connection.send(ANSWERED_LATER + REFUSED);
            assertThat(connection.status()).isEqualTo(200);
            assertThat(connection.status()).isEqualTo(403);
            connection.send(BODY);
            connection.send(ANSWERED_AT_ONCE);

            assertThat(connection.status()).isEqualTo(200);
        }
    }
}
