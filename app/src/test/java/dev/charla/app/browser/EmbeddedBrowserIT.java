package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.engine.Engine;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The element in a page of another site, under that site's own strict policy. */
@CharlaTest
@TestPropertySource(properties = Scripts.SHORT_ANSWERS)
class EmbeddedBrowserIT {
    private static final ForeignSite SITE = new ForeignSite();

    @LocalServerPort int port;
    @Autowired Engine engine;

    @DynamicPropertySource
    static void allowTheSite(DynamicPropertyRegistry registry) {
        registry.add("charla.browser.allowed-origins", SITE::origin);
        registry.add("charla.browser.offers.default.voices", () -> "alloy");
        registry.add("charla.agent.voice", () -> "alloy");
    }

    @AfterAll
    static void closeTheSite() {
        SITE.close();
    }

    @BeforeEach
    void warm() {
        SITE.embeds(port);
        await().atMost(Duration.ofMinutes(10)).until(() -> engine.hears() && engine.speaks());
    }

    @Test
    void anotherSiteTalksThroughTheElement() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page =
                        chromium.visitor(
                                new Browser.NewContextOptions().setViewportSize(900, 640))) {
            page.visit(SITE.origin() + "/");
            page.screenshot(Path.of("target", "screenshots", "embedded-idle.png"));
            assertThat(page.page().title()).isEqualTo("A shop of somebody else's");
            assertThat(page.page().locator("html").getAttribute("lang")).isEqualTo("en");
            assertThat(page.page().locator(".page.compact.locked").count()).isEqualTo(1);
            assertThat(page.page().locator(".bar").isVisible()).isFalse();
            assertThat(page.page().locator("voice-agent").boundingBox().height).isEqualTo(26 * 16);

            page.startTyping();
            page.type("what is seven times eight");

            assertThat(page.caption("agent", 0)).contains("56");
            page.latency(0);
            page.awaitState("ready");
            page.screenshot(Path.of("target", "screenshots", "embedded-conversation.png"));
            assertThat(page.await(".state")).isEqualTo("Tu turno");
            assertThat(Axe.violations(page.page())).isEmpty();
            page.stopTalking();
        }
    }

    @Test
    void aVoiceIsHeardBeforeItIsChosen() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page =
                        chromium.open(
                                port,
                                new Browser.NewContextOptions().setViewportSize(1280, 800),
                                BrowserTricks.AT_HAND)) {
            page.openSettings();
            page.page().locator(".field:has(select[data-name=voice]) button").click();

            await().pollInSameThread()
                    .until(() ->
                            Boolean.TRUE.equals(
                                    page.page()
                                            .evaluate(
                                                    "sockets.length === 1 && sockets[0].readyState === 3")));
            assertThat(page.page().locator(".quiet-alert").isVisible()).isFalse();
        }
    }

    @Test
    void onlyAllowedSitesGetIn() {
        var allowed = Caller.get(port, "/main.js", "Origin", SITE.origin());
        var foreign = Caller.get(port, "/main.js", "Origin", "https://www.example.org");

        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
                .contains(SITE.origin());
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(foreign.headers().allValues("Vary")).contains("Origin");
    }
}
