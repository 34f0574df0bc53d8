package dev.charla.app.web;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.CharlaTest;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
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
    private static final String ANSWERED_LATER = request("GET /favicon.svg HTTP/1.1");

    /** Answered at once, on the connection's own loop. */
    private static final String ANSWERED_AT_ONCE = request("GET /login HTTP/1.1");

    /** Refused before its body is looked at. */
    private static final String REFUSED =
            request(
                    "POST /login HTTP/1.1",
                    "Origin: https://evil.example.com",
                    "Content-Type: application/x-www-form-urlencoded",
                    "Content-Length: 9");

    private static final String BODY = "code=open";

    private static final int PATIENCE_MILLIS = 60_000;

    @LocalServerPort int port;

    @Test
    void aConnectionIsReadOnAfterRequestsThatCameTogether() throws IOException {
        try (Socket socket = connect()) {
            InputStream in = new BufferedInputStream(socket.getInputStream());

            send(socket, ANSWERED_LATER + ANSWERED_AT_ONCE);

            assertThat(status(in)).isEqualTo(200);
            assertThat(status(in)).isEqualTo(200);
            send(socket, ANSWERED_AT_ONCE);
            assertThat(status(in)).isEqualTo(200);
        }
    }

    @Test
    void aConnectionIsReadOnAfterARefusalWhoseBodyCameLater() throws IOException {
        try (Socket socket = connect()) {
            InputStream in = new BufferedInputStream(socket.getInputStream());

            send(socket, ANSWERED_LATER + REFUSED);
            assertThat(status(in)).isEqualTo(200);
            assertThat(status(in)).isEqualTo(403);
            send(socket, BODY);
            send(socket, ANSWERED_AT_ONCE);

            assertThat(status(in)).isEqualTo(200);
        }
    }

    private static String request(String line, String... headers) {
        return line
                + "\r\nHost: localhost\r\n"
                + Stream.of(headers).map(header -> header + "\r\n").collect(joining())
                + "\r\n";
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The next answer's status; its body is read too. */
    private static int status(InputStream in) throws IOException {
        String first = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.toLowerCase(Locale.ROOT).split(":", 2);
            if (parts[0].equals("content-length")) {
                length = Integer.parseInt(parts[1].strip());
            }
        }
        assertThat(in.readNBytes(length)).hasSize(length);
        return Integer.parseInt(first.split(" ", 3)[1]);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
