package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.boot.browser.Conversations;
import dev.charla.engine.Engine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The browser leg on real sockets, against the engine in the same process. */
@CharlaTest
class PageStreamIT {
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
    void typedWordsAreAnsweredAloud() {
        try (Caller page = Caller.page(port)) {
            assertThat(page.subprotocol()).isEqualTo("charla.v1");
            page.awaitState("ready");

            page.send("{\"type\":\"text\",\"text\":\"what is seven times eight\"}");
            JsonNode end = page.awaitType("playback.end");
            awaitAnswer(page);

            assertThat(agentCaption(page)).contains("56");
            long samples = 0;
            for (byte[] frame : page.audio()) {
                ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
                assertThat(header.getInt()).isEqualTo(end.get("response").asInt());
                assertThat(header.getInt()).isEqualTo((int) samples);
                samples += (frame.length - 8) / 2;
            }
            assertThat(samples).isEqualTo(end.get("samples").asLong()).isGreaterThan(12_000);
        }
    }

    @Test
    void stopEndsTheConversationWithAWordAndAClose() {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");

            page.send("{\"type\":\"end\"}");

            assertThat(page.awaitType("ended").get("code").asString()).isEqualTo("stopped");
            assertThat(page.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void theInterruptButtonStopsTheAnswerAndTheConversationGoesOn() {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"what can you do\"}");
            page.awaitState("speaking");

            page.send("{\"type\":\"interrupt\"}");
            JsonNode stop = page.awaitType("playback.stop");
            page.send(
                    "{\"type\":\"playback.stopped\",\"response\":%d,\"samples\":2400}"
                            .formatted(stop.get("response").asLong()));
            page.send("{\"type\":\"text\",\"text\":\"thank you\"}");

            page.await(message ->
                    message.path("type").asString("").equals("playback.end")
                            && message.get("response").asLong() > stop.get("response").asLong());
            assertThat(
                            page.messages().stream()
                                    .filter(message ->
                                            message.path("type").asString("").equals("caption")
                                                    && message.has("heard")))
                    .isNotEmpty();
        }
    }

    @Test
    void aTicketIsGoodForOneSocket() {
        Caller.Ticket ticket = Caller.ticket(port);
        try (Caller first = Caller.page(port, ticket);
                Caller second = Caller.page(port, ticket)) {
            assertThat(second.awaitClose()).isEqualTo(4409);
            assertThat(second.closeReason()).isEqualTo("already_open");
            first.awaitState("ready");
        }
    }

    @Test
    void aWrongTicketAndAnUnknownConversationAreTurnedAway() {
        Caller.Ticket ticket = Caller.ticket(port);
        try (Caller wrong = Caller.open(port, ticket.stream(), "charla.v1", "charla.ticket.guess");
                Caller unknown =
                        Caller.open(
                                port,
                                "/api/conversations/conversation_none/stream",
                                "charla.v1",
                                "charla.ticket." + ticket.ticket())) {
            assertThat(wrong.awaitClose()).isEqualTo(4401);
            assertThat(unknown.awaitClose()).isEqualTo(4404);
        }
    }

    @Test
    void halfASampleEndsTheConversationWithASentence() {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");

            page.sendBytes(new byte[961]);

            JsonNode ended = page.awaitType("ended");
            assertThat(ended.get("failed").asBoolean()).isTrue();
            assertThat(ended.get("text").asString()).isNotBlank();
            assertThat(page.awaitClose()).isEqualTo(1003);
        }
    }

    @Test
    void aFrameTooLongEndsTheConversation() {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");

            page.sendBytes(new byte[100_000]);

            page.awaitType("ended");
            assertThat(page.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void whatIsNoJsonEndsTheConversationWithASentence() {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");

            page.send("{\"type\":");

            assertThat(page.awaitType("ended").get("code").asString()).isEqualTo("bad_message");
            assertThat(page.awaitClose()).isEqualTo(1003);
        }
    }

    @Test
    void aMessageThatLacksItsWordsEndsTheConversationWithASentence() {
        for (String message :
                List.of("{\"type\":\"text\"}", "{\"type\":\"text\",\"text\":null}", "null")) {
            try (Caller page = Caller.page(port)) {
                page.awaitState("ready");

                page.send(message);

                assertThat(page.awaitType("ended").get("code").asString()).isEqualTo("bad_message");
                assertThat(page.awaitClose()).isEqualTo(1003);
            }
        }
    }

    @Test
    void aPingIsAnswered() {
        try (Caller page = Caller.page(port)) {
            page.send("{\"type\":\"ping\"}");

            page.awaitType("pong");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"\"",
                "{\"sensitivity\":1}",
                "{\"sensitivity\":{}}",
                "{\"agent\":{}}",
                "{\"agent\":[\"default\"]}",
                "{\"silenceMs\":{}}",
                "{\"greeting\":[]}"
            })
    void aWishOfAnotherKindIsABadRequest(String body) {
        var response = Caller.post(port, "/api/conversations", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"bad_request\"");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "silenceMs, \"700\"",
                "silenceMs, 700.5",
                "silenceMs, true",
                "speed, \"1.2\"",
                "greeting, \"true\"",
                "greeting, 1",
                "preview, 0",
                "agent, 7",
                "language, true",
                "voice, 1.5",
                "sensitivity, 1"
            })
    void aValueOfAnotherKindIsRefusedByItsName(String member, String value) {
        var response =
                Caller.post(port, "/api/conversations", "{\"%s\":%s}".formatted(member, value));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("bad_request", "'" + member + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "{\"resumeToken\":{}}", "{\"resumeToken\":7}"})
    void aReturnOfAnotherKindIsABadRequest(String body) {
        var response = Caller.post(port, "/api/conversations/conversation_none/resume", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"bad_request\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"resumeToken\":null}"})
    void aReturnWithoutATokenIsOfNoConversation(String body) {
        assertThat(
                        Caller.post(port, "/api/conversations/conversation_none/resume", body)
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anUnknownMessageIsPassedOver() {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");

            page.send("{\"type\":\"dance\",\"steps\":3}");
            page.send("{\"type\":\"text\",\"text\":\"hello\",\"mood\":\"good\"}");

            page.awaitType("playback.end");
        }
    }

    @Test
    void twentyTypedConversationsAtOnceAreTwentyConversations() {
        List<Caller> pages = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                pages.add(Caller.page(port));
            }
            for (int i = 0; i < 20; i++) {
                pages.get(i).awaitState("ready");
            }
            assertThat(conversations.count()).isEqualTo(20);
            for (int i = 0; i < 20; i++) {
                pages.get(i)
                        .send(
                                "{\"type\":\"text\",\"text\":\"what is %d times 1000\"}"
                                        .formatted(i + 2));
            }
            for (int i = 0; i < 20; i++) {
                awaitAnswer(pages.get(i));
                assertThat(agentCaption(pages.get(i)).replace(",", ""))
                        .contains(String.valueOf((i + 2) * 1_000));
            }
        } finally {
            pages.forEach(Caller::close);
        }
    }

    @Test
    void aForeignSiteMayNotAskForAConversation() {
        var response =
                Caller.post(port, "/api/conversations", "{}", "Origin", "https://evil.example.com");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("foreign_origin");
    }

    @Test
    void anUnknownAgentAndABadRequestAreExplained() {
        var unknown = Caller.post(port, "/api/conversations", "{\"agent\":\"pirate\"}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("unknown_agent");

        var bad = Caller.post(port, "/api/conversations", "{\"agent\":");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("bad_request");
    }

    @Test
    void thePageComesWithAStrictPolicyAndTheStatusSaysHowThingsStand() {
        var page = Caller.get(port, "/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<voice-agent>");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));

        var status = Caller.get(port, "/api/status");
        assertThat(status.body())
                .contains("\"service\":\"offline\"", "\"ready\":true", "CHARLA_MODEL_BASE_URL");
    }

    /** Until the agent has said something to its end. */
    private static void awaitAnswer(Caller page) {
        page.await(message ->
                message.path("type").asString("").equals("caption")
                        && message.get("role").asString().equals("agent")
                        && message.get("final").asBoolean());
    }

    private static String agentCaption(Caller page) {
        return page.messages().stream()
                .filter(message -> message.path("type").asString("").equals("caption"))
                .filter(message -> message.get("role").asString().equals("agent"))
                .filter(message -> message.get("final").asBoolean())
                .map(message -> message.get("text").asString())
                .reduce("", (one, other) -> one + " " + other);
    }
}
