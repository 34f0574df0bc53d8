package dev.charla.app.browser;

import static org.awaitility.Awaitility.await;

import dev.charla.app.CharlaTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/**
 * Somebody leaves the page. A page that was only lost would be waited for, far longer than a test.
 */
@CharlaTest
@TestPropertySource(properties = {Scripts.SHORT_ANSWERS, "charla.browser.resume-within=1h"})
class LeavingBrowserIT extends BrowserTestBase {
    @ParameterizedTest
    @CsvSource({
        "CHROMIUM, goes elsewhere",
        "CHROMIUM, reloads it",
        "FIREFOX, goes elsewhere",
        "FIREFOX, reloads it"
    })
    void whoLeavesThePageEndsTheConversation(BrowserKind kind, String how) {
        try (Room room = Room.open();
                DrivenBrowser browser = kind.in(room);
                BrowserPage page = browser.open(port)) {
            page.startTyping();
            if (how.equals("goes elsewhere")) {
                page.page().navigate("http://127.0.0.1:" + port);
            } else {
                page.page().reload();
            }

            await().until(() -> conversations.count() == 0);
        }
    }
}
