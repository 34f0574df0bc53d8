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
                TalkPage talk =
                        chromium.visitor(new Browser.NewContextOptions().setLocale("es-ES"))) {
            var page = talk.page();
            page.navigate("http://localhost:" + port + "/");
            page.locator("#code").fill(CODE);
            page.keyboard().press("Enter");
            talk.startTyping();
            talk.type("what is seven times eight");
            talk.latency(0);
            talk.openSettings();
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
