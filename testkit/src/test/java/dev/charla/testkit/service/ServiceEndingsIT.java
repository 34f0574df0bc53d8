package dev.charla.testkit.service;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.Addressee;
import dev.charla.client.CloseCause;
import dev.charla.client.ServiceClosed;
import dev.charla.client.ServiceTarget;
import dev.charla.testkit.FaultService;
import dev.charla.testkit.FaultService.Behaviour;
import dev.charla.testkit.Faults;
import dev.charla.testkit.Faults.Point;
import dev.charla.testkit.ReceivedFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a connection ends, from the service's side. */
class ServiceEndingsIT {
    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void stop() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400,REFUSED_REQUEST",
        "401,REFUSED_CREDENTIAL",
        "403,REFUSED_FORBIDDEN",
        "404,REFUSED_NOT_FOUND",
        "429,REFUSED_TOO_MANY",
        "503,REFUSED_UNAVAILABLE",
        "302,REFUSED_OTHER",
        "200,REFUSED_OTHER"
    })
    void refusedUpgradeIsToldWithStatusMessageAndWait(int status, CloseCause cause) {
        var closed = endingOf(Faults.refuse(status, Map.of("Retry-After", "7")));

        assertThat(closed)
                .isEqualTo(
                        new ServiceClosed(
                                cause, 0, status, "refused for a test", Duration.ofSeconds(7)));
    }

    @Test
    void refusalWithoutAReadableBodyOrWaitIsToldAllTheSame() {
        var closed =
                endingOf(peer ->
                        peer.refuse(429, Map.of("Retry-After", "soon"), "<html>busy</html>"));

        assertThat(closed)
                .isEqualTo(new ServiceClosed(CloseCause.REFUSED_TOO_MANY, 0, 429, "", null));
    }

    @Test
    void millisecondsOfAzureCountBeforeTheStandardHeader() {
        var closed =
                endingOf(Faults.refuse(429, Map.of("retry-after-ms", "1500", "Retry-After", "2")));

        assertThat(closed.retryAfter()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void portNobodyListensOnIsUnreachable() throws IOException {
        int port;
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        var listener = client.listener();
        var target =
                ServiceTarget.at(URI.create("http://127.0.0.1:" + port), Addressee.model("m"))
                        .build();

        client.connect(target, listener);

        assertThat(listener.awaitClosed().cause()).isEqualTo(CloseCause.UNREACHABLE);
    }

    @Test
    void unknownHostIsUnreachable() {
        var listener = client.listener();
        var target =
                ServiceTarget.at(URI.create("https://charla.invalid"), Addressee.model("m"))
                        .build();

        client.connect(target, listener);

        assertThat(listener.awaitClosed().cause()).isEqualTo(CloseCause.UNREACHABLE);
    }

    @Test
    void serviceThatNeverAnswersTheUpgradeTimesOut() {
        var closed =
                endingOf(
                        Faults.neverAnswer(),
                        target ->
                                target.timeouts(
                                        ClientLoop.TIMEOUTS.withHandshake(Duration.ofMillis(100))));

        assertThat(closed.cause()).isEqualTo(CloseCause.HANDSHAKE_TIMEOUT);
    }

    @Test
    void serviceThatStartsNoSessionTimesOut() {
        var closed =
                endingOf(
                        Faults.at(Point.AFTER_UPGRADE, Faults.stall()),
                        target ->
                                target.timeouts(
                                        ClientLoop.TIMEOUTS.withFirstEvent(
                                                Duration.ofMillis(100))));

        assertThat(closed.cause()).isEqualTo(CloseCause.FIRST_EVENT_TIMEOUT);
    }

    @Test
    void silentServiceIsNoticedByItsMissingPong() {
        var closed =
                endingOf(
                        Faults.ignorePings(),
                        target ->
                                target.timeouts(
                                        ClientLoop.TIMEOUTS.withPing(
                                                Duration.ofMillis(50), Duration.ofMillis(150))));

        assertThat(closed.cause()).isEqualTo(CloseCause.NO_PONG);
    }

    @Test
    void plainPortIsATlsFailureForATlsEndpoint() throws Exception {
        try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var plain = Thread.ofVirtual().start(() -> answerInClear(port));
            var listener = client.listener();
            var secure = URI.create("https://127.0.0.1:" + port.getLocalPort());

            client.connect(ServiceTarget.at(secure, Addressee.model("m")).build(), listener);

            assertThat(listener.awaitClosed().cause()).isEqualTo(CloseCause.TLS_FAILED);
            assertThat(plain.join(RecordingListener.PATIENCE)).isTrue();
        }
    }

    private static void answerInClear(ServerSocket port) {
        try (var socket = port.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException gone) {
            // the client has seen enough
        }
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void closeFrameOfTheServiceIsToldAndAnsweredWherever(Point point) throws Exception {
        try (var service = FaultService.start(Faults.at(point, Faults.close(1011, "for a test")))) {
            var listener = client.listener();

            client.connect(ClientLoop.target(service).build(), listener);

            assertThat(listener.awaitClosed())
                    .isEqualTo(ServiceClosed.of(CloseCause.SERVER_CLOSED, 1011, "for a test"));
            var peer = service.awaitPeer(0, RecordingListener.PATIENCE);
            assertThat(peer.awaitEnd(RecordingListener.PATIENCE)).isTrue();
            assertThat(peer.received())
                    .containsExactly(new ReceivedFrame(ReceivedFrame.CLOSE, "", 1011));
        }
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void lossWithoutACloseFrameIsToldWherever(Point point) {
        assertThat(endingOf(Faults.at(point, Faults.hangUp())).cause()).isEqualTo(CloseCause.LOST);
        assertThat(endingOf(Faults.at(point, Faults.reset())).cause()).isEqualTo(CloseCause.LOST);
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of(Faults.invalidJson(), CloseCause.PROTOCOL_BREACH, 1007),
                Arguments.of(Faults.text("[]"), CloseCause.PROTOCOL_BREACH, 1007),
                Arguments.of(Faults.brokenUtf8(), CloseCause.PROTOCOL_BREACH, 1007),
                Arguments.of(Faults.overlongUtf8(), CloseCause.PROTOCOL_BREACH, 1007),
                Arguments.of(Faults.reservedBit(), CloseCause.PROTOCOL_BREACH, 1002),
                Arguments.of(Faults.binary(), CloseCause.PROTOCOL_BREACH, 1003),
                Arguments.of(Faults.reservedOpcode(), CloseCause.PROTOCOL_BREACH, 1002),
                Arguments.of(Faults.huge(70_000), CloseCause.TOO_LARGE, 1009),
                Arguments.of(Faults.hugeInParts(200_000), CloseCause.TOO_LARGE, 1009));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void breachOfTheProtocolEndsTheConnectionWithItsCode(
            Faults.Strike strike, CloseCause cause, int code) throws Exception {
        try (var service = FaultService.start(Faults.at(Point.AFTER_SESSION_CREATED, strike))) {
            var listener = client.listener();

            client.connect(ClientLoop.target(service).maxMessageBytes(64 * 1024).build(), listener);

            assertThat(listener.awaitClosed().cause()).isEqualTo(cause);
            var peer = service.awaitPeer(0, RecordingListener.PATIENCE);
            peer.awaitEnd(RecordingListener.PATIENCE);
            assertThat(peer.received())
                    .anyMatch(
                            frame -> frame.opcode() == ReceivedFrame.CLOSE && frame.code() == code);
        }
    }

    @Test
    void serviceThatFloodsWithPingsIsLetGo() {
        var closed = endingOf(Faults.at(Point.AFTER_SESSION_CREATED, Faults.pings()));

        assertThat(closed.cause()).isEqualTo(CloseCause.PROTOCOL_BREACH);
    }

    @Test
    void secondCloseFrameChangesNothing() {
        try (var service =
                FaultService.start(
                        Faults.at(
                                Point.AFTER_SESSION_CREATED,
                                Faults.closeTwice(1001, "going away")))) {
            var listener = client.listener();

            client.connect(ClientLoop.target(service).build(), listener);
            listener.awaitClosed();
            client.run(() -> {}); // whatever was told after the end has been told now

            assertThat(listener.of(ServiceClosed.class))
                    .containsExactly(
                            ServiceClosed.of(CloseCause.SERVER_CLOSED, 1001, "going away"));
        }
    }

    @Test
    void closeFrameWithoutACodeIsToldAs1005() {
        var closed =
                endingOf(
                        Faults.at(
                                Point.AFTER_SESSION_CREATED,
                                peer -> {
                                    peer.frame(true, ReceivedFrame.CLOSE, new byte[0]);
                                    peer.awaitEnd(Duration.ofMinutes(1));
                                }));

        assertThat(closed).isEqualTo(ServiceClosed.of(CloseCause.SERVER_CLOSED, 1005, ""));
    }

    private ServiceClosed endingOf(Behaviour behaviour) {
        return endingOf(behaviour, target -> target);
    }

    private ServiceClosed endingOf(
            Behaviour behaviour, UnaryOperator<ServiceTarget.Builder> settings) {
        try (var service = FaultService.start(behaviour)) {
            var listener = client.listener();
            client.connect(settings.apply(ClientLoop.target(service)).build(), listener);
            return listener.awaitClosed();
        }
    }
}
