package dev.charla.bench.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.testkit.FaultService;
import dev.charla.testkit.ReceivedFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ConversationSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LATE_NANOS = Duration.ofMillis(100).toNanos();

    private final Findings findings = new Findings();
    private long nanos;

    @Test
    void theLastWordIsHeardByACallerWhoWasLateAndCouldNotSendAnyMore() throws Exception {
        try (var charla =
                        FaultService.start(peer -> {
                            peer.accept();
                            peer.text("{\"type\":\"ended\",\"code\":\"stopped\",\"failed\":false}");
                            peer.closeFrame(1000, "");
                            peer.awaitEnd(PATIENCE);
                        });
                var http = HttpClient.newHttpClient();
                var socket = open(http, charla)) {
            var page = new Page(socket, () -> nanos, findings, true);
            charla.awaitPeer(0, PATIENCE).awaitFrames(ReceivedFrame.CLOSE, 1, PATIENCE);

            nanos += LATE_NANOS; // frames of the microphone are due before anything is read
            while (!page.isEnded()) {
                page.step();
            }

            assertThat(findings.lateness.count()).isPositive();
        }
    }

    @Test
    void aStreamThatIsClosedWithoutALastWordIsAFailure() throws Exception {
        try (var charla =
                        FaultService.start(peer -> {
                            peer.accept();
                            peer.closeFrame(1011, "");
                            peer.awaitEnd(PATIENCE);
                        });
                var http = HttpClient.newHttpClient();
                var socket = open(http, charla)) {
            var page = new Page(socket, () -> nanos, findings, true);
            charla.awaitPeer(0, PATIENCE).awaitFrames(ReceivedFrame.CLOSE, 1, PATIENCE);

            nanos += LATE_NANOS;

            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    page.step();
                                }
                            })
                    .isInstanceOf(ConversationFailure.class)
                    .hasMessage("the stream was closed: 1011");
        }
    }

    private ConversationSocket open(HttpClient http, FaultService charla) throws Exception {
        var stream = URI.create(charla.endpoint().toString().replaceFirst("^http", "ws") + "/s");
        return ConversationSocket.open(
                http,
                JsonMapper.builder().build(),
                () -> nanos,
                new Door.Ticket("t", stream),
                PATIENCE);
    }
}
