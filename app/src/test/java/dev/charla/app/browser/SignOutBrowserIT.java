package dev.charla.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.charla.app.CharlaTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Somebody who signed in, and leaves a machine that is not theirs. */
@CharlaTest
@TestPropertySource(
        properties = {Scripts.SHORT_ANSWERS, "charla.access.code=" + SignOutBrowserIT.CODE})
class SignOutBrowserIT extends BrowserTestBase {
    private static final LocatorAssertions.IsVisibleOptions PATIENT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(120_000);
    static final String CODE = "correct-horse-battery";

    @Test
    void withTheKeyboardOneSignsInTalksAndSignsOutAgain() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage conversation =
                        chromium.visitor(new Browser.NewContextOptions().setLocale("es-ES"))) {
            var page = conversation.page();
            page.navigate("http://localhost:" + port + "/");
            page.locator("#code").fill(CODE);
            page.keyboard().press("Enter");
            conversation.startTyping();
            conversation.type("what is seven times eight");
            conversation.latency(0);
            conversation.openSettings();
            var button = page.locator(".settings button", withText("Cerrar sesión"));
            assertThat(button).isVisible(PATIENT);
            button.focus();
            page.keyboard().press("Enter");

            assertThat(page.locator("#code")).isVisible(PATIENT);
            page.navigate("http://localhost:" + port + "/");
            assertThat(page.locator("#code")).isVisible(PATIENT);
        }
    }

    private static Page.LocatorOptions withText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
