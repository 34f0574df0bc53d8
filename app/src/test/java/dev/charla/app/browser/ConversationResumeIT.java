package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.boot.browser.Conversations;
import dev.charla.testkit.Script;
import dev.charla.testkit.ScriptedService;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A page loses its socket and goes on with its conversation on another. */
@CharlaTest
class ConversationResumeIT {
    private static final ScriptedService SERVICE =
            ScriptedService.start(
                    Script.of(
                            Script.Turn.of("hello", "Hello, this is the answer.")
                                    .lasting(Duration.ofSeconds(2))));

    @LocalServerPort int port;
    @Autowired Conversations conversations;

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry settings) {
        settings.add("AZURE_VOICE_LIVE_ENDPOINT", SERVICE::endpoint);
        settings.add("AZURE_VOICE_LIVE_API_KEY", () -> "secret-key");
        settings.add("charla.browser.resume-within", () -> "2s");
    }

    @AfterEach
    void nothingIsLeftBehind() {
        await().untilAsserted(() -> assertThat(conversations.count()).isZero());
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void theConversationGoesOnWhereItWas() {
        Caller.Ticket ticket = Caller.ticket(port);
        Caller page = Caller.page(port, ticket);
        page.awaitState("ready");
        page.send("{\"type\":\"text\",\"text\":\"hello\"}");
        page.awaitType("playback.end");
        page.send("{\"type\":\"playback.started\",\"response\":1}");
        page.send("{\"type\":\"playback.progress\",\"response\":1,\"samples\":12000}");
        page.awaitType("latency");
        int sessions = SERVICE.peers().size();

        page.breakOff();
        Caller.Ticket again = Caller.resume(port, ticket);
        try (Caller back = Caller.page(port, again)) {
            assertThat(again.id()).isEqualTo(ticket.id());
            back.awaitState("speaking");
            assertThat(back.await(message -> caption(message, "user")).get("text").asString())
                    .isEqualTo("hello");
            assertThat(back.await(message -> caption(message, "agent")).get("text").asString())
                    .contains("this is the answer");
            back.awaitType("playback.end");
            assertThat(offsetOfFirst(back)).isEqualTo(12_000);
            back.send("{\"type\":\"playback.finished\",\"response\":1,\"samples\":48000}");
            back.awaitState("ready");
            back.send("{\"type\":\"text\",\"text\":\"hello again\"}");
            back.await(message -> message.path("type").asString("").equals("playback.end"), 2);
            assertThat(SERVICE.peers()).hasSize(sessions);
        }
    }

    @Test
    void theSocketOfATalkMayBeOnAnotherThread() {
        List<Caller> others = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                Caller.Ticket ticket = Caller.ticket(port);
                Caller page = Caller.page(port, ticket);
                page.awaitState("ready");
                page.breakOff();
                Caller back = Caller.page(port, Caller.resume(port, ticket));
                others.add(back);
                back.awaitState("ready");
                back.send("{\"type\":\"text\",\"text\":\"hello\"}");
                back.sendBytes(new byte[960]);
                back.awaitType("playback.end");
                assertThat(back.audio()).isNotEmpty();
            }
        } finally {
            others.forEach(Caller::close);
        }
    }

    @Test
    void anotherWindowTakesTheConversationOver() {
        Caller.Ticket ticket = Caller.ticket(port);
        try (Caller first = Caller.page(port, ticket)) {
            first.awaitState("ready");
            try (Caller second = Caller.page(port, Caller.resume(port, ticket))) {
                second.awaitState("ready");
                assertThat(first.awaitClose()).isEqualTo(4409);
                second.send("{\"type\":\"text\",\"text\":\"hello\"}");
                second.awaitType("playback.end");
            }
        }
    }

    @Test
    void aPageThatDoesNotComeBackIsNotWaitedForLong() {
        Caller.Ticket ticket = Caller.ticket(port);
        Caller page = Caller.page(port, ticket);
        page.awaitState("ready");
        page.breakOff();

        await().untilAsserted(() -> assertThat(conversations.count()).isZero());

        var response = Caller.askToResume(port, ticket.id(), ticket.resumeToken());
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("unknown_conversation", "Start a new one");
    }

    @Test
    void aResumeTokenIsGoodOnceAndAGuessIsGoodForNothing() {
        Caller.Ticket ticket = Caller.ticket(port);
        try (Caller page = Caller.page(port, ticket)) {
            page.awaitState("ready");
            assertThat(Caller.askToResume(port, ticket.id(), "guess").statusCode()).isEqualTo(404);
            assertThat(Caller.askToResume(port, ticket.id(), ticket.ticket()).statusCode())
                    .isEqualTo(404);
            Caller.Ticket again = Caller.resume(port, ticket);
            assertThat(Caller.askToResume(port, ticket.id(), ticket.resumeToken()).statusCode())
                    .isEqualTo(404);
            try (Caller replay = Caller.page(port, ticket)) {
                assertThat(replay.awaitClose()).isEqualTo(4401);
            }
            assertThat(Caller.askToResume(port, ticket.id(), again.resumeToken()).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void aPageThatLeavesEndsItsConversationWithoutItsSocket() {
        Caller.Ticket ticket = Caller.ticket(port);
        Caller page = Caller.page(port, ticket);
        page.awaitState("ready");

        assertThat(Caller.leave(port, ticket.id(), "guess").statusCode()).isEqualTo(204);
        page.send("{\"type\":\"text\",\"text\":\"hello\"}");
        page.awaitType("playback.end");
        assertThat(conversations.count()).isEqualTo(1);

        // As browsers send it with a beacon from a page that does not tell its address.
        assertThat(
                        Caller.leave(port, ticket.id(), ticket.resumeToken(), "Origin", "null")
                                .statusCode())
                .isEqualTo(204);
        assertThat(page.awaitType("ended").get("code").asString()).isEqualTo("caller_gone");
        assertThat(page.awaitClose()).isEqualTo(1000);
        assertThat(Caller.leave(port, ticket.id(), ticket.resumeToken()).statusCode())
                .isEqualTo(204);
    }

    @Test
    void aForeignSiteMayNotResumeAConversation() {
        Caller.Ticket ticket = Caller.ticket(port);

        var response =
                Caller.askToResume(
                        port,
                        ticket.id(),
                        ticket.resumeToken(),
                        "Origin",
                        "https://evil.example.com");

        assertThat(response.statusCode()).isEqualTo(403);
    }

    private static boolean caption(JsonNode message, String role) {
        return message.path("type").asString("").equals("caption")
                && message.path("role").asString("").equals(role)
                && message.path("final").asBoolean(false);
    }

    private static int offsetOfFirst(Caller page) {
        byte[] frame = page.audio().getFirst();
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    }
}
