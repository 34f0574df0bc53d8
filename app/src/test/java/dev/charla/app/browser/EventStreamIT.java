package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.app.EventCaller;
import dev.charla.boot.browser.Conversations;
import dev.charla.engine.Engine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The browser leg where the network lets no WebSocket through. */
@CharlaTest
class EventStreamIT {
    /** Far more than the buffers of two ends of a socket hold. */
    private static final long MOST_TAKEN_BYTES = 64L << 20;

    @LocalServerPort int port;
    @Autowired Conversations conversations;
    @Autowired Engine engine;

    @BeforeEach
    void warm() {
        await().until(() -> engine.hears() && engine.speaks());
    }

    @AfterEach
    void nothingIsLeftBehind() {
        await().untilAsserted(() -> {
            assertThat(conversations.count()).isZero();
            assertThat(engine.sessions()).isZero();
        });
    }

    @Test
    void aConversationGoesOverServerSentEventsAndPost() {
        try (EventCaller page = EventCaller.open(port, Caller.ticket(port))) {
            page.await(event -> event.data().contains("\"ready\""));

            assertThat(page.sendAudio(new byte[48_000])).isEqualTo(204);
            assertThat(
                            page.send(
                                    "[{\"type\":\"mute\",\"muted\":true},"
                                            + "{\"type\":\"text\",\"text\":\"what is seven times eight\"}]"))
                    .isEqualTo(204);
            long response = page.awaitType("playback.begin").json().get("response").asLong();
            ByteBuffer audio =
                    ByteBuffer.wrap(page.await(event -> event.name().equals("audio")).bytes())
                            .order(ByteOrder.LITTLE_ENDIAN);

            assertThat(audio.getInt()).isEqualTo((int) response);
            assertThat(audio.getInt()).isZero();
            assertThat(audio.remaining()).isPositive().isEven();
            assertThat(page.awaitType("playback.end").json().get("samples").asLong())
                    .isGreaterThan(12_000);
            assertThat(page.send("[{\"type\":\"end\"}]")).isEqualTo(204);
            assertThat(page.awaitType("ended").json().get("code").asString()).isEqualTo("stopped");
            assertThat(page.await(event -> event.name().equals("close")).data()).isEqualTo("1000");
        }
    }

    @Test
    void aConversationGoesOnWhenAPageThatLostItsStreamComesBack() {
        Caller.Ticket ticket = Caller.ticket(port);
        try (EventCaller page = EventCaller.open(port, ticket)) {
            page.await(event -> event.data().contains("\"ready\""));
            assertThat(page.send("[{\"type\":\"text\",\"text\":\"my name is Ana\"}]"))
                    .isEqualTo(204);
            page.awaitType("playback.end");
        }

        Caller.Ticket again = Caller.resume(port, ticket);
        try (EventCaller page = EventCaller.open(port, again)) {
            assertThat(again.id()).isEqualTo(ticket.id());
            assertThat(conversations.count()).isEqualTo(1);
            assertThat(page.send("[{\"type\":\"end\"}]")).isEqualTo(204);
            assertThat(page.awaitType("ended").json().get("code").asString()).isEqualTo("stopped");
        }
    }

    @Test
    void onlyWhoHasTheKeySendsSomethingUp() {
        try (EventCaller page = EventCaller.open(port, Caller.ticket(port))) {
            assertThat(page.sendWithKey(null, "[{\"type\":\"end\"}]")).isEqualTo(404);
            assertThat(page.sendWithKey("guess", "[{\"type\":\"end\"}]")).isEqualTo(404);
            assertThat(page.send("no json")).isEqualTo(400);
            assertThat(page.send("null")).isEqualTo(400);
            assertThat(page.send("[]")).isEqualTo(400);
            assertThat(page.send("{\"first\":{\"type\":\"end\"}}")).isEqualTo(400);
            await().untilAsserted(() -> assertThat(conversations.count()).isEqualTo(1));
            assertThat(page.send("[{\"type\":\"end\"}]")).isEqualTo(204);
        }
    }

    @Test
    void aTicketIsGoodForOneStream() {
        Caller.Ticket ticket = Caller.ticket(port);
        try (EventCaller page = EventCaller.open(port, ticket)) {
            assertThat(EventCaller.ask(port, ticket.stream(), ticket.ticket()).statusCode())
                    .isEqualTo(409);
            assertThat(EventCaller.ask(port, ticket.stream(), "guess").statusCode()).isEqualTo(401);
            assertThat(
                            EventCaller.ask(
                                            port,
                                            "/api/conversations/conversation_none/stream",
                                            "guess")
                                    .statusCode())
                    .isEqualTo(404);
            assertThat(page.send("[{\"type\":\"end\"}]")).isEqualTo(204);
        }
    }

    @Test
    void aPingIsAnswered() {
        try (EventCaller page = EventCaller.open(port, Caller.ticket(port))) {
            assertThat(page.send("[{\"type\":\"ping\"}]")).isEqualTo(204);

            page.awaitType("pong");
            assertThat(page.send("[{\"type\":\"end\"}]")).isEqualTo(204);
        }
    }

    @Test
    void whatIsSentBehindAStreamOnItsConnectionIsNotKeptWithoutBound() throws IOException {
        Caller.Ticket ticket = Caller.ticket(port);
        byte[] requests =
                "GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .repeat(1_000)
                        .getBytes(StandardCharsets.US_ASCII);
        long sent = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCharla-Ticket: %s\r\n\r\n"
                            .formatted(ticket.stream(), ticket.ticket())
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(12))
                    .isEqualTo("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
            while (sent < MOST_TAKEN_BYTES) {
                out.write(requests);
                sent += requests.length;
            }
        } catch (SocketException cutOff) {
            System.out.printf("a flood behind a stream: cut off after %,d bytes%n", sent);
        }

        assertThat(sent).isLessThan(MOST_TAKEN_BYTES);
        assertThat(Caller.leave(port, ticket.id(), ticket.resumeToken()).statusCode())
                .isEqualTo(204);
        assertThat(Caller.get(port, "/api/status").statusCode()).isEqualTo(200);
    }

    @Test
    void aMessageThatIsNoneEndsTheConversation() {
        try (EventCaller page = EventCaller.open(port, Caller.ticket(port))) {
            assertThat(page.send("[[1]]")).isEqualTo(204);

            assertThat(page.awaitType("ended").json().get("code").asString())
                    .isEqualTo("bad_message");
            assertThat(page.await(event -> event.name().equals("close")).data()).isEqualTo("1003");
        }
    }
}
