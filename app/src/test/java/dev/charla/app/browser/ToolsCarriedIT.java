package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * The engine is the service, breaks a conversation off after a tool was used, and is told of it.
 */
@SpringBootTest(
        classes = CharlaApplication.class,
        properties = {
            "charla.agent.mcp.library.url=https://library.example/mcp",
            "charla.agent.mcp.library.without-approval=*"
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext // an engine of its own, which need not wait in memory
class ToolsCarriedIT {
    private static final String SCRIPT =
            """
            at-the-end: repeat
            voice: silence
            mcp-servers:
              - label: library
                tools:
                  - name: find book
                    answers: It is on the second shelf.
            turns:
              - replies:
                  - says: Let me look.
                    calls:
                      - {server: library, tool: find book, arguments: {title: Platero}}
                  - says: Second shelf.
            faults:
              - {after: response.done, number: 2, session: 1, drop: true}
            """;

    @LocalServerPort int port;

    @DynamicPropertySource
    static void script(DynamicPropertyRegistry settings) throws IOException {
        Path script = Files.createTempFile("carried", ".yaml");
        Files.writeString(script, SCRIPT);
        script.toFile().deleteOnExit();
        settings.add("charla.engine.script", script::toString);
    }

    @Test
    void theNextSessionTakesTheCallAndItsOutputAndTheConversationGoesOn() {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"where is Platero\"}");
            page.awaitState("reconnecting");
            JsonNode told =
                    page.await(message ->
                            isEvent(message, true, "conversation.item.create")
                                    && message.path("detail").asString("").contains("of before"));
            page.send("{\"type\":\"text\",\"text\":\"where was it\"}");
            // A session of a script begins with the first turn.
            page.await(ToolsCarriedIT::isTheAnswer, 2);

            // The question, the call, its output, and what was said with the call and after it.
            assertThat(told.get("detail").asString()).isEqualTo("5 items of before");
            List<JsonNode> since =
                    page.messages().subList(page.messages().indexOf(told), page.messages().size());
            assertThat(since)
                    // The caller typed while an answer began, which may be over when it is
                    // cancelled.
                    .noneMatch(message ->
                            isEvent(message, false, "error")
                                    && !message.path("detail")
                                            .asString("")
                                            .equals("response_cancel_not_active"))
                    .noneMatch(message -> message.path("type").asString("").equals("ended"));
            assertThat(
                            since.stream()
                                    .filter(message ->
                                            isEvent(message, false, "conversation.item.created")))
                    .hasSizeGreaterThan(5);
        }
    }

    private static boolean isTheAnswer(JsonNode message) {
        return message.path("text").asString("").equals("Second shelf.")
                && message.path("final").asBoolean();
    }

    private static boolean isEvent(JsonNode message, boolean out, String name) {
        return message.path("type").asString("").equals("event")
                && message.path("out").asBoolean() == out
                && message.path("name").asString("").equals(name);
    }
}
