package dev.charla.app.browser;

import com.microsoft.playwright.options.ColorScheme;

/** The browsers that Charla is tested with. */
enum BrowserKind {
    CHROMIUM(0.5),
    /** While it plays, on few processors, words reach it broken at times; why was not found out. */
    FIREFOX(1);

    private final double greatestWordErrors;

    BrowserKind(double greatestWordErrors) {
        this.greatestWordErrors = greatestWordErrors;
    }

    /** One of them, with its sound in this room. */
    DrivenBrowser in(Room room) {
        return this == CHROMIUM ? Chromium.in(room) : Firefox.in(room, ColorScheme.LIGHT);
    }

    /** Of what is said during an answer. */
    double greatestWordErrors() {
        return greatestWordErrors;
    }
}
