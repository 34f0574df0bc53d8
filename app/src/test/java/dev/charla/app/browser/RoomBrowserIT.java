package dev.charla.app.browser;

import dev.charla.app.CharlaTest;

/** Conversations in a room, in Chromium. */
@CharlaTest
class RoomBrowserIT extends RoomTestBase {
    @Override
    DrivenBrowser browserIn(Room room) {
        return Chromium.in(room);
    }
}
