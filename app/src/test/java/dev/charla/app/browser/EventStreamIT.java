package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.app.EventCaller;
import dev.charla.engine.Engine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The browser leg where the network lets no WebSocket through. */
@CharlaTest
class EventStreamIT {
    @LocalServerPort int port;
    @Autowired Talks talks;
    @Autowired Engine engine;

    @BeforeEach
    void warm() {
        await().until(() -> engine.hears() && engine.speaks());
    }

    @AfterEach
    void nothingIsLeftBehind() {
        await().untilAsserted(() -> {
            assertThat(talks.count()).isZero();
            assertThat(engine.sessions()).isZero();
        });
    }

    @Test
    void aTalkGoesOverServerSentEventsAndPost() {
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
    void aTalkGoesOnWhenAPageThatLostItsStreamComesBack() {
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
            assertThat(talks.count()).isEqualTo(1);
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
            await().untilAsserted(() -> assertThat(talks.count()).isEqualTo(1));
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
                            EventCaller.ask(port, "/api/sessions/talk_none/stream", "guess")
                                    .statusCode())
                    .isEqualTo(404);
            assertThat(page.send("[{\"type\":\"end\"}]")).isEqualTo(204);
        }
    }

    @Test
    void aMessageThatIsNoneEndsTheTalk() {
        try (EventCaller page = EventCaller.open(port, Caller.ticket(port))) {
            assertThat(page.send("[[1]]")).isEqualTo(204);

            assertThat(page.awaitType("ended").json().get("code").asString())
                    .isEqualTo("bad_message");
            assertThat(page.await(event -> event.name().equals("close")).data()).isEqualTo("1003");
        }
    }
}
