package dev.charla.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.CharlaTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What strangers send before any login: it is answered, and the log does not grow by it. */
@CharlaTest
@ExtendWith(OutputCaptureExtension.class)
class StrangeRequestsIT {
    private static final String ENGINE = "/voice-live/realtime?api-version=2026-07-15&model=m";
    private static final Pattern ERROR =
            Pattern.compile("\\{\"code\":\"[a-z_]+\",\"message\":\"[^\"]+\\.\"}");

    @LocalServerPort int port;

    /** Headers are separated by bars; every request says Host: localhost unless it has its own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET; /x; Accept: foo; 400",
                "GET; /x; Accept: text/html,q=9/; 400",
                "GET; /api/conversations/x/stream; Accept: foo; 400",
                "GET; /x; Host: localhost:-1; 400",
                "GET; /x; Host: localhost:99999; 400",
                "GET; /x; Host: a b; 400",
                "GET; /x; Host: [; 400",
                "GET; /api/status; Host: localhost|Host: evil.example; 400",
                "GET; /x; Host: evil.example; 421",
                "POST; /api/conversations; Content-Type: foo; 400",
                "POST; /api/conversations; Content-Type: application/json,charset=nope; 400",
                "POST; /api/conversations; Content-Type: text/plain; 415",
                "POST; /api/conversations; Content-Type: application/json; 400",
                "POST; /api/conversations; Origin: ::|Content-Type: application/json; 403",
                "GET; /api/conversations; X: y; 405",
                "POST; /api/status; X: y; 405",
                "FOO; /api/status; X: y; 405",
                "GET; /api/status; Accept: application/xml; 406",
                "GET; /api/nothing; X: y; 404",
                "GET; /nothing; Accept: text/html; 404",
                "GET; /api/conversations/x/up; X: y; 405",
                "POST; /api/conversations/x/up; X: y; 404",
                "GET; /api/conversations/x/stream; X: y; 426",
                "GET; /api/conversations/x/stream; Accept: text/event-stream; 404",
                "GET; /api/conversations/x/stream; Origin: http://evil.example; 403"
            })
    void whatIsNoProperRequestIsAnsweredWithACodeAndASentence(
            String method, String path, String headers, int status, CapturedOutput log)
            throws IOException {
        var answer = ask(method, path, headers);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).matches(ERROR);
        assertThat(log.getAll()).doesNotContain("Exception: ", "\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET; Sec-WebSocket-Version: 13; 400",
                "GET; Sec-WebSocket-Version: 13|Sec-WebSocket-Key: short; 400",
                "GET; Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==; 426",
                "GET; Sec-WebSocket-Version: 12|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==; 426",
                "POST; Sec-WebSocket-Version: 13|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==; 405"
            })
    void aHandshakeThatIsNoneIsAnsweredAtEverySocket(
            String method, String headers, int status, CapturedOutput log) throws IOException {
        for (String path : new String[] {"/api/conversations/x/stream", ENGINE}) {
            var answer =
                    ask(
                            method,
                            path,
                            "Upgrade: websocket|Connection: Upgrade, close"
                                    + "|Sec-WebSocket-Protocol: charla.v1|"
                                    + headers);

            assertThat(answer).as(path).startsWith("HTTP/1.1 " + status + " ");
            if (status == 426) {
                assertThat(answer).containsIgnoringCase("Sec-WebSocket-Version: 13");
            }
            if (status == 405) {
                assertThat(answer).containsIgnoringCase("Allow: GET");
            }
        }
        assertThat(log.getAll()).doesNotContain("Exception: ", "\tat ");
    }

    @Test
    void whatIsNoHttpLeavesNothingInTheLog(CapturedOutput log) throws IOException {
        String host = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        String json = "Content-Type: application/json\r\n";
        for (String request :
                new String[] {
                    "GET /%zz" + host + "\r\n",
                    "GET /?a=%zz" + host + "\r\n",
                    "GET /[a]{b}|c" + host + "\r\n",
                    "POST /api/conversations" + host + "Content-Length: -1\r\n\r\n",
                    "POST /api/conversations"
                            + host
                            + json
                            + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    "\u0016\u0003\u0001\r\n\r\n"
                }) {
            assertThat(send(request)).startsWith("HTTP/1.1 4");
        }

        assertThat(log.getAll()).doesNotContain("Decoding failed", "Exception: ", "\tat ");
    }

    @Test
    void headersOfTwentyKilobytesAreTaken() throws IOException {
        var answer = ask("GET", "/api/status", "Authorization: Bearer " + "a".repeat(20_000));

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    /** What "localhost" means to the client does not matter. */
    @Test
    void bothLoopbackAddressesAreAnswered() throws IOException {
        for (String address : new String[] {"127.0.0.1", "::1"}) {
            try (var socket = new Socket(InetAddress.ofLiteral(address), port)) {
                assertThat(
                                send(
                                        socket,
                                        """
                                        GET /api/status HTTP/1.1\r
                                        Host: localhost\r
                                        Connection: close\r
                                        \r
                                        """))
                        .startsWith("HTTP/1.1 200");
            }
        }
    }

    private String ask(String method, String path, String headers) throws IOException {
        var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        if (!headers.contains("Host: ")) {
            request.append("Host: localhost\r\n");
        }
        // A comma stands for the semicolon that separates the columns above.
        for (String header : headers.split("\\|")) {
            boolean parameter = header.startsWith("Content-Type") || header.contains(",q=");
            request.append(parameter ? header.replace(',', ';') : header).append("\r\n");
        }
        if (!headers.contains("Connection: ")) {
            request.append("Connection: close\r\n");
        }
        boolean body = method.equals("POST") && headers.contains("Origin: ");
        return send(request + (body ? "Content-Length: 2\r\n\r\n{}" : "Content-Length: 0\r\n\r\n"));
    }

    private String send(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return send(socket, request);
        }
    }

    private static String send(Socket socket, String request) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
