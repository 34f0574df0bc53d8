package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.FormatMethod;
import dev.charla.boot.browser.Conversations;
import dev.charla.engine.Engine;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What all tests with a browser begin and end with: an engine that hears and speaks, and no
 * conversation.
 */
abstract class BrowserTestBase {
    static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @LocalServerPort int port;
    @Autowired Conversations conversations;
    @Autowired Engine engine;

    @BeforeEach
    void warm() {
        await().atMost(Duration.ofMinutes(10)).until(() -> engine.hears() && engine.speaks());
    }

    @AfterEach
    void nothingIsLeftBehind() {
        await().untilAsserted(() -> {
            assertThat(conversations.count()).isZero();
            assertThat(engine.sessions()).isZero();
        });
    }

    /** Keeps a picture of the page, which must fit its window and keep nobody out. */
    static void look(BrowserPage page, String name) {
        assertThat(page.isWiderThanItsWindow()).as("%s: scrolls sideways", name).isFalse();
        page.screenshot(SCREENSHOTS.resolve(name + ".png"));
        assertThat(Axe.violations(page.page())).as(name).isEmpty();
    }

    /**
     * Looks at the page before a conversation, with an answer, and with the answer's latency open.
     */
    static void lookUntilTheAnswer(BrowserPage page, String name) {
        look(page, name + "hero");
        page.startTyping();
        page.type("what is seven times eight");
        page.latency(0);
        page.awaitState("ready");
        page.await(".hear-again");
        look(page, name + "answered");
        page.page().locator(".latency summary").first().click();
        look(page, name + "waterfall");
    }

    /** Says something measured, for whoever reads the run. */
    @FormatMethod
    static void print(String format, Object... values) {
        System.out.println("browser: " + format.formatted(values));
    }
}
