package dev.charla.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaApplication;
import dev.charla.conversation.annotation.Guard;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Verdict;
import dev.charla.testkit.ChatServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * A guard of the application's own stops the agent: the engine inside is the service, a chat server
 * made by hand answers, and the engine's own voice speaks.
 */
@SpringBootTest(
        classes = {CharlaApplication.class, SpokenGuardsIT.Application.class},
        properties = {
            "charla.model.name=test",
            "charla.model.timeout=2m", // the voice may have to be loaded meanwhile
            "charla.agent.guards=noDiagnosis,cards",
            "charla.guards.noDiagnosis.deadline=10s", // a machine under load is no slow guard
            "charla.guards.cards.deadline=10s",
            "charla.guards.cards.pattern=4111",
            "charla.guards.cards.on=caller-words",
            "charla.guards.cards.reason=No card numbers."
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext // an application of its own, which need not wait in memory
class SpokenGuardsIT {
    private static final String INSTEAD = "Please ask the dentist about that.";

    private static final ChatServer CHAT = chat();
    private static final CountDownLatch HEARD = new CountDownLatch(1);

    @LocalServerPort int port;

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        Rules rules() {
            return new Rules();
        }
    }

    static class Rules {
        @Guard(Guarded.AGENT_SPEECH)
        Verdict noDiagnosis(String soFar) {
            return soFar.contains("cavity")
                    ? Verdict.stop("No diagnoses.", INSTEAD)
                    : Verdict.pass();
        }
    }

    @DynamicPropertySource
    static void chat(DynamicPropertyRegistry settings) {
        settings.add("charla.model.base-url", CHAT::address);
    }

    /** Goes on with the forbidden sentence once the page plays the first one. */
    private static ChatServer chat() {
        try {
            return new ChatServer()
                    .answers(exchange -> {
                        String[] pieces =
                                ChatServer.words(
                                        "stop",
                                        "It is good to hear from you. I ",
                                        "see a cavity there. Come soon.");
                        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                        exchange.sendResponseHeaders(200, 0);
                        try (OutputStream out = exchange.getResponseBody()) {
                            for (String piece : pieces) {
                                if (piece.contains("cavity")) {
                                    awaitHeard();
                                }
                                out.write(
                                        ("data: " + piece + "\n\n")
                                                .getBytes(StandardCharsets.UTF_8));
                                out.flush();
                            }
                        }
                    });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitHeard() throws IOException {
        try {
            assertThat(HEARD.await(60, TimeUnit.SECONDS))
                    .as("the first sentence is heard")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @AfterAll
    static void stop() {
        CHAT.close();
    }

    @Test
    void aForbiddenSentenceIsStoppedTruncatedAndReplacedAndThePageShowsWhy() {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"My card is 4111.\"}");
            JsonNode kept = page.await(message -> isNotice(message, "words_stopped"));
            assertThat(kept.path("reason").asString()).isEqualTo("No card numbers.");

            page.send("{\"type\":\"text\",\"text\":\"What do you see?\"}");
            long response = page.awaitType("playback.begin").path("response").asLong();
            page.send("{\"type\":\"playback.started\",\"response\":%d}".formatted(response));
            HEARD.countDown();

            JsonNode stop = page.awaitType("playback.stop");
            assertThat(stop.path("response").asLong()).isEqualTo(response);
            page.send(
                    "{\"type\":\"playback.stopped\",\"response\":%d,\"samples\":12000}"
                            .formatted(response));
            JsonNode cut = page.await(message -> message.path("heard").isNumber());
            assertThat(cut.path("text").asString())
                    .startsWith("It is good")
                    .doesNotContain("cavity");
            JsonNode why = page.await(message -> isNotice(message, "speech_stopped"));
            assertThat(why.path("reason").asString()).isEqualTo("No diagnoses.");
            page.await(message -> says(message, INSTEAD));

            assertThat(page.messages())
                    .noneMatch(message -> message.path("text").asString("").contains("cavity"));
            assertThat(CHAT.asked).singleElement().asString().doesNotContain("4111");
        }
    }

    private static boolean isNotice(JsonNode message, String code) {
        return message.path("type").asString("").equals("notice")
                && message.path("code").asString("").equals(code);
    }

    private static boolean says(JsonNode message, String words) {
        return message.path("role").asString("").equals("agent")
                && message.path("text").asString("").equals(words)
                && message.path("final").asBoolean(false);
    }
}
