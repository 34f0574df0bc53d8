package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.charla.app.CharlaTest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** Every screen of the page: whom it keeps out, and how it looks. The pictures are kept. */
@CharlaTest
@TestPropertySource(properties = Scripts.SHORT_ANSWERS)
class ScreensBrowserIT extends BrowserTestBase {
    /** How many characters of the newest answer have been said. */
    private static final String SAID =
            "[...document.querySelector('voice-agent').shadowRoot.querySelectorAll('.agent > p')]"
                    + ".at(-1).firstChild.data?.length";

    /** Nothing moves from one look to another. */
    private static final String RESTS =
            "document.querySelector('voice-agent').shadowRoot.getAnimations().length === 0";

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 800", "DARK, 1280, 800", "LIGHT, 360, 740", "DARK, 360, 740"})
    void everyScreenIsForEverybody(ColorScheme colours, int width, int height) {
        String name = colours.name().toLowerCase(Locale.ROOT) + "-" + width + "-";
        try (Chromium chromium = Chromium.hearingNothing();
                BrowserPage page =
                        chromium.open(
                                port,
                                new Browser.NewContextOptions()
                                        .setColorScheme(colours)
                                        .setReducedMotion(ReducedMotion.REDUCE)
                                        .setViewportSize(width, height))) {
            lookUntilTheAnswer(page, name);
            page.page().locator(".export summary").click();
            look(page, name + "export");
            page.page().keyboard().press("Escape");

            page.toggleLog();
            page.page().locator(".sound-figures summary").click();
            look(page, name + "log");
            page.page().locator(".drawer header button").click();

            page.openSettings();
            look(page, name + "settings");
            page.page().locator(".settings").evaluate("one => one.scrollTop = one.scrollHeight");
            look(page, name + "settings-below");
            page.page().locator(".settings .buttons button").first().click();
            look(page, name + "check");
            page.page().locator(".check .primary").click();
            page.await(".results dl");
            look(page, name + "checked");
            page.page().keyboard().press("Escape");

            page.stopTalking();
            look(page, name + "ended");
        }
    }

    /** The pictures are kept to be looked at. */
    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360"})
    void thePageCanBeUsedInEitherColoursAndAnyWidth(ColorScheme colours, int width) {
        String name = colours.name().toLowerCase(Locale.ROOT) + "-" + width;
        try (Chromium chromium = Chromium.hearingNothing();
                BrowserPage page = chromium.open(port, colours, width)) {
            page.screenshot(SCREENSHOTS.resolve(name + "-idle.png"));
            assertThat(page.isWiderThanItsWindow()).isFalse();

            page.startTalking();
            page.type("what is seven times eight");
            page.latency(0);
            page.awaitState("ready");
            page.type("what can you do");
            page.latency(1);
            page.screenshot(SCREENSHOTS.resolve(name + "-conversation.png"));

            assertThat(page.isWiderThanItsWindow()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en-US, Let’s talk.",
        "es-CO, Hablemos.",
        "pt-BR, Vamos conversar.",
        "fr-FR, Parlons.",
        "de-DE, Reden wir."
    })
    void thePageSpeaksTheReadersLanguageAndFitsTheSmallestPhone(String locale, String greeting) {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page =
                        chromium.open(
                                port,
                                new Browser.NewContextOptions()
                                        .setLocale(locale)
                                        .setViewportSize(320, 568))) {
            assertThat(page.await("h1")).isEqualTo(greeting);
            assertThat(page.page().locator("html").getAttribute("lang"))
                    .isEqualTo(locale.substring(0, 2));
            assertThat(page.isWiderThanItsWindow()).isFalse();

            page.startTyping();
            page.type("what is seven times eight");
            page.latency(0);
            page.awaitState("ready");

            assertThat(cutOff(page)).isEmpty();
            page.screenshot(SCREENSHOTS.resolve("language-" + locale + ".png"));
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 800", "DARK, 1280, 800", "LIGHT, 390, 844"})
    void aWholeConversationShowsWhatWasHeardAndHowFast(ColorScheme colours, int width, int height) {
        String name = colours.name().toLowerCase(Locale.ROOT) + "-" + width + "-";
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page =
                        chromium.open(
                                port,
                                new Browser.NewContextOptions()
                                        .setColorScheme(colours)
                                        .setViewportSize(width, height))) {
            page.startTyping();
            String[] questions = {
                "what time is it", "what is twelve times seven", "tell me a joke"
            };
            for (int turn = 0; turn < questions.length; turn++) {
                page.type(questions[turn]);
                page.latency(turn);
                page.awaitState("ready");
            }
            page.type("what can you do");
            page.latency(3);
            page.await(".caption.agent .ahead");
            await().pollInSameThread().until(() -> isSo(page, SAID + " > 25"));
            page.screenshot(SCREENSHOTS.resolve(name + "speaking.png"));

            page.page().locator(".dock .control").nth(1).click();
            page.await(".unheard");
            page.page().locator(".latency summary").last().click();
            page.awaitState("ready");
            await().pollInSameThread().until(() -> isSo(page, RESTS));
            page.screenshot(SCREENSHOTS.resolve(name + "interrupted.png"));

            assertThat(page.thread()).contains("interrupted");
            assertThat(cutOff(page)).isEmpty();
        }
    }

    @Test
    void atTwiceTheSizeNothingIsLost() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page =
                        chromium.open(
                                port,
                                new Browser.NewContextOptions()
                                        .setDeviceScaleFactor(2)
                                        .setViewportSize(640, 400))) {
            assertThat(page.isWiderThanItsWindow()).isFalse();
            page.startTyping();
            page.type("what is seven times eight");
            page.latency(0);
            page.awaitState("ready");

            assertThat(cutOff(page)).isEmpty();
            look(page, "zoom-200");
        }
    }

    @Test
    void fromRightToLeftThePageIsMirrored() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page =
                        chromium.open(
                                port,
                                new Browser.NewContextOptions().setViewportSize(1280, 800),
                                "document.addEventListener('DOMContentLoaded',"
                                        + " () => { document.documentElement.dir = 'rtl'; });")) {
            page.startTyping();
            page.type("what is seven times eight");
            page.latency(0);
            page.awaitState("ready");

            Page inner = page.page();
            assertThat(inner.locator(".thread").boundingBox().x)
                    .isLessThan(inner.locator(".stage").boundingBox().x);
            assertThat(inner.locator(".brand").boundingBox().x).isGreaterThan(640);
            assertThat(cutOff(page)).isEmpty();
            page.screenshot(SCREENSHOTS.resolve("right-to-left.png"));
        }
    }

    @Test
    void aConversationNeedsNoMouse() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page =
                        chromium.open(
                                port, new Browser.NewContextOptions().setViewportSize(1280, 800))) {
            tabTo(page, ".controls > .quiet");
            page.page().keyboard().press("Enter");
            page.awaitState("ready");
            assertThat(focused(page)).contains("TEXTAREA");
            page.page().keyboard().type("what is seven times eight");
            page.page().keyboard().press("Enter");
            page.latency(0);
            page.awaitState("ready");

            tabTo(page, ".latency summary");
            page.page().keyboard().press("Enter");
            page.await(".latency[open] ol");
            tabTo(page, ".export summary");
            page.page().keyboard().press("Enter");
            page.await(".export li button");
            page.page().keyboard().press("Escape");
            page.awaitCount(".export[open]", 0);
            tabTo(page, ".controls .primary");
            page.page().keyboard().press("Enter");
            page.awaitState("ended");
        }
    }

    private static boolean isSo(BrowserPage page, String expression) {
        return Boolean.TRUE.equals(page.page().evaluate(expression));
    }

    private static void tabTo(BrowserPage page, String selector) {
        for (int i = 0; i < 60; i++) {
            page.page().keyboard().press("Tab");
            Object there =
                    page.page()
                            .evaluate(
                                    "selector => document.activeElement?.shadowRoot?.activeElement"
                                            + "?.matches(selector) === true",
                                    selector);
            if (Boolean.TRUE.equals(there)) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    private static String focused(BrowserPage page) {
        return (String)
                page.page()
                        .evaluate(
                                "document.activeElement?.shadowRoot?.activeElement?.tagName ?? ''");
    }

    /** The controls that stick out of the window, by what they say. */
    private static java.util.List<?> cutOff(BrowserPage page) {
        return (java.util.List<?>)
                page.page()
                        .evaluate(
                                """
                                () => {
                                  const root = document.querySelector('voice-agent').shadowRoot;
                                  return [...root.querySelectorAll('button, summary, textarea')]
                                    .filter((one) => one.checkVisibility() && !one.closest('.scroller, .chips'))
                                    .filter((one) => {
                                      const { left, right } = one.getBoundingClientRect();
                                      return left < -1 || right > innerWidth + 1
                                        || one.scrollWidth > one.clientWidth + 1;
                                    })
                                    .map((one) => one.textContent || one.ariaLabel);
                                }
                                """);
    }
}
