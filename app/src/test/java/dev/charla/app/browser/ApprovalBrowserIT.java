package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaApplication;
import dev.charla.boot.browser.Conversations;
import dev.charla.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A tool of an MCP server that the caller is asked about, from the settings to the page. */
@SpringBootTest(
        classes = CharlaApplication.class,
        properties = {
            "charla.agent.mcp.library.url=https://library.example/mcp",
            "charla.agent.mcp.library.without-approval=count_books"
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ApprovalBrowserIT {
    private static final String SCRIPT =
            """
            at-the-end: start-over
            voice: silence
            mcp-servers:
              - label: library
                tools:
                  - name: count_books
                    answers: "3"
                  - name: lend_book
                    answers: It is yours for two weeks.
            turns:
              - replies:
                  - says: Let me ask.
                    calls:
                      - {server: library, tool: lend_book, arguments: {title: Platero}}
                  - says: That is settled.
            """;

    @LocalServerPort int port;
    @Autowired Conversations conversations;
    @Autowired Engine engine;

    @DynamicPropertySource
    static void script(DynamicPropertyRegistry settings) throws IOException {
        Path script = Files.createTempFile("approval", ".yaml");
        Files.writeString(script, SCRIPT);
        script.toFile().deleteOnExit();
        settings.add("charla.engine.script", script::toString);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        await().untilAsserted(() -> {
            assertThat(conversations.count()).isZero();
            assertThat(engine.sessions()).isZero();
        });
    }

    private static boolean isCard(JsonNode message, String status) {
        return message.path("type").asString("").equals("tool")
                && message.path("status").asString("").equals(status);
    }

    private static boolean isCaption(JsonNode message, String text) {
        return message.path("type").asString("").equals("caption")
                && message.path("text").asString("").equals(text);
    }

    @Test
    void aToolRunsOnceTheCallerAgreesAndTheAgentGoesOn() {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"lend me a book\"}");
            JsonNode asking = page.await(message -> isCard(message, "asking"));
            assertThat(asking.get("name").asString()).isEqualTo("library/lend_book");
            assertThat(asking.get("input").asString()).isEqualTo("{\"title\":\"Platero\"}");

            page.send(
                    "{\"type\":\"approval\",\"id\":\"%s\",\"approved\":true}"
                            .formatted(asking.get("id").asString()));

            JsonNode done = page.await(message -> isCard(message, "done"));
            assertThat(done.get("id")).isEqualTo(asking.get("id"));
            assertThat(done.get("result").asString()).isEqualTo("It is yours for two weeks.");
            page.await(message -> isCaption(message, "That is settled."));
        }
    }

    @Test
    void aToolThatIsNotAllowedDoesNotRunAndTheAgentSaysSo() {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"lend me a book\"}");
            JsonNode asking = page.await(message -> isCard(message, "asking"));

            page.send(
                    "{\"type\":\"approval\",\"id\":\"%s\",\"approved\":false}"
                            .formatted(asking.get("id").asString()));

            page.await(message -> isCard(message, "failed"));
            page.await(message -> isCaption(message, "That is settled."));
            assertThat(page.messages()).noneMatch(message -> isCard(message, "done"));
        }
    }

    @Test
    void theCallerIsAskedOnThePage() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = chromium.open(port)) {
            page.startTyping();
            page.type("lend me a book");
            page.await(".tool-card .ask");
            BrowserTestBase.look(page, "tool-asks");

            page.page().locator(".tool-card .ask button").first().click();

            page.await(".tool-card .status.done");
            page.awaitCount(".tool-card .ask", 0);
            assertThat(page.caption("agent", 1)).isEqualTo("That is settled.");
            BrowserTestBase.look(page, "tool-done");
        }
    }
}
