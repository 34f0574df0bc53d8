package dev.charla.app.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.app.HandMadeSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Frames that RFC 6455 forbids, on each of the server's sockets. */
@CharlaTest
class FramesIT {
    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x40;
    private static final byte[] PING = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);

    @LocalServerPort int port;

    private final List<Caller.Ticket> tickets = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() {
        tickets.forEach(ticket -> Caller.leave(port, ticket.id(), ticket.resumeToken()));
    }

    enum Door {
        PAGE,
        ENGINE
    }

    private HandMadeSocket open(Door door) throws IOException {
        return switch (door) {
            case PAGE -> {
                Caller.Ticket ticket = Caller.ticket(port);
                tickets.add(ticket);
                yield HandMadeSocket.open(
                        port, ticket.stream(), "charla.v1", "charla.ticket." + ticket.ticket());
            }
            case ENGINE ->
                    HandMadeSocket.open(
                            port, "/voice-live/realtime?api-version=2026-07-15&model=gpt-4.1");
        };
    }

    @ParameterizedTest
    @EnumSource
    void aReservedBitClosesTheSocket(Door door) throws IOException {
        try (HandMadeSocket socket = open(door)) {
            socket.frame(FINAL | RESERVED | HandMadeSocket.TEXT, PING);

            assertThat(socket.awaitClose()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReservedBitOfAPingClosesTheSocket(Door door) throws IOException {
        try (HandMadeSocket socket = open(door)) {
            socket.frame(FINAL | RESERVED | HandMadeSocket.PING, new byte[0]);

            assertThat(socket.awaitClose()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTextThatIsNoUtf8ClosesTheSocket(Door door) throws IOException {
        byte[] overlong = "{\"type\":\"??\"}".getBytes(StandardCharsets.US_ASCII);
        overlong[9] = (byte) 0xC0;
        overlong[10] = (byte) 0xAF;
        try (HandMadeSocket socket = open(door)) {
            socket.frame(FINAL | HandMadeSocket.TEXT, overlong);

            assertThat(socket.awaitClose()).isEqualTo(1007);
        }
    }

    static List<Arguments> goodbyes() {
        List<Arguments> goodbyes = new ArrayList<>();
        for (Door door : Door.values()) {
            for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535}) {
                byte[] payload = ByteBuffer.allocate(2).putShort((short) code).array();
                goodbyes.add(Arguments.of(door, payload, 1002));
            }
            goodbyes.add(Arguments.of(door, new byte[] {3}, 1002));
            goodbyes.add(Arguments.of(door, new byte[] {3, (byte) 0xE8, (byte) 0xC0}, 1007));
            goodbyes.add(Arguments.of(door, new byte[] {3, (byte) 0xE8, 'x'}, 1000));
        }
        return goodbyes;
    }

    @ParameterizedTest
    @MethodSource("goodbyes")
    void aGoodbyeThatMayNotBeSaidIsAnsweredWithACode(Door door, byte[] payload, int answer)
            throws IOException {
        try (HandMadeSocket socket = open(door)) {
            socket.frame(FINAL | HandMadeSocket.CLOSE, payload);

            assertThat(socket.awaitClose()).isEqualTo(answer);
        }
    }

    /** A reset would overtake the goodbye while the rest of the frame is on its way. */
    @ParameterizedTest
    @EnumSource
    void aMessageThatIsTooLargeIsReadToItsEndAndAnsweredWithACode(Door door) throws IOException {
        try (HandMadeSocket socket = open(door)) {
            socket.longFrame(FINAL | HandMadeSocket.TEXT, 24 * 1024 * 1024);

            assertThat(socket.awaitClose()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKindOfFrameThatThereIsNotIsAnsweredWithACode(Door door) throws IOException {
        try (HandMadeSocket socket = open(door)) {
            socket.longFrame(FINAL | 0x3, 1024 * 1024);

            assertThat(socket.awaitClose()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFloodOfPingsThatNobodyReadsTheAnswersOfIsCutOff(Door door) throws IOException {
        try (HandMadeSocket socket = open(door)) {
            socket.flood(FINAL | HandMadeSocket.PING);

            // The goodbye, or the reset that overtook it.
            assertThat(socket.awaitClose()).isIn(1008, 1006);
        }
        assertThat(Caller.get(port, "/api/status").statusCode()).isEqualTo(200);
    }
}
