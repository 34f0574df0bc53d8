package dev.charla.app.browser;

import com.microsoft.playwright.options.ColorScheme;
import dev.charla.app.CharlaTest;

/** Conversations in a room, in the system's own Firefox. */
@CharlaTest
class FirefoxBrowserIT extends RoomTestBase {
    @Override
    DrivenBrowser browserIn(Room room) {
        return Firefox.in(room, ColorScheme.LIGHT);
    }
}
