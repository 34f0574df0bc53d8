package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import dev.charla.app.CharlaApplication;
import dev.charla.boot.browser.Conversations;
import dev.charla.boot.tools.SpokenCalls;
import dev.charla.conversation.annotation.Deadline;
import dev.charla.conversation.capture.Capture;
import dev.charla.conversation.function.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The page's field for what a tool asks the caller for. */
@SpringBootTest(
        classes = {CharlaApplication.class, CaptureBrowserIT.Application.class},
        properties = "charla.agent.tools=confirm",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext // an application of its own, which need not wait in memory
class CaptureBrowserIT {
    private static final String SCRIPT =
            """
            at-the-end: start-over
            voice: silence
            turns:
              - replies:
                  - calls: [{function: confirm, arguments: {}}]
                  - says: It is on its way.
            """;

    @LocalServerPort int port;
    @Autowired Conversations conversations;

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        Post post() {
            return new Post();
        }
    }

    static class Post {
        @Tool(description = "Send the caller a confirmation by e-mail")
        @Deadline("10m") // a busy machine
        String confirm(ToolContext context) throws InterruptedException {
            ToolCall call = Objects.requireNonNull(SpokenCalls.of(context));
            return call.ask(Capture.email("Which address shall I write to?")).orElse("nobody");
        }
    }

    @DynamicPropertySource
    static void script(DynamicPropertyRegistry settings) throws IOException {
        Path script = Files.createTempFile("capture", ".yaml");
        Files.writeString(script, SCRIPT);
        script.toFile().deleteOnExit();
        settings.add("charla.engine.script", script::toString);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        await().untilAsserted(() -> assertThat(conversations.count()).isZero());
    }

    @Test
    void whatIsTypedIntoTheFieldReachesTheTool() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = chromium.open(port)) {
            page.startTyping();
            page.type("confirm it");
            Locator field = page.page().locator(".capture:not([hidden]) input");
            page.await(".capture:not([hidden]) label");
            assertThat(field.getAttribute("type")).isEqualTo("email");
            assertThat(field.getAttribute("autocomplete")).isEqualTo("email");
            BrowserTestBase.look(page, "capture");

            field.fill("ana@example.org");
            field.press("Enter");
            page.await(".tool-card .status.done");

            assertThat(page.thread()).contains("ana@example.org");
            page.awaitCount(".capture:not([hidden])", 0);
        }
    }

    @Test
    void whoLeavesTheFieldAnswersAnotherWay() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = chromium.open(port)) {
            page.startTyping();
            page.type("confirm it");
            page.await(".capture:not([hidden]) label");

            page.page().locator(".capture input").press("Escape");
            page.awaitCount(".capture:not([hidden])", 0);
            page.type("ana@example.org");

            page.await(".tool-card .status.done");
        }
    }
}
