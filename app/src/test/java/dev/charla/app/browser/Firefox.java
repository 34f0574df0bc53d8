package dev.charla.app.browser;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The system's own Firefox, driven by WebDriver BiDi. Its loudspeaker and its microphone, which is
 * allowed without a question, are in a room.
 */
final class Firefox extends DrivenBrowser {
    private static final String HOW_TO_GET_ONE =
            """
            No Firefox could be started. Install a current one (Debian: apt install firefox-esr; \
            Fedora: dnf install firefox; macOS: brew install --cask firefox), or let CHARLA_FIREFOX name \
            the program of one.\
            """;

    private static final List<String> USUAL_PLACES =
            List.of(
                    "/usr/bin/firefox-esr",
                    "/usr/bin/firefox",
                    "/Applications/Firefox.app/Contents/MacOS/firefox");

    private Firefox(BrowserType.LaunchOptions options) {
        super(Playwright::firefox, false, options, HOW_TO_GET_ONE);
    }

    /**
     * The test that asks is left out, and says so, where there is none.
     *
     * @param colours what all its pages prefer: driven this way, it cannot be told so of one
     */
    static Firefox in(Room room, ColorScheme colours) {
        Optional<Path> installed = installed();
        Assumptions.assumeTrue(
                installed.isPresent(), "left out: the page in Firefox. " + HOW_TO_GET_ONE);
        Map<String, Object> preferences = new HashMap<>();
        preferences.put("media.navigator.permission.disabled", true);
        preferences.put("media.autoplay.default", 0);
        preferences.put("media.autoplay.blocking_policy", 0);
        preferences.put(
                "layout.css.prefers-color-scheme.content-override",
                colours == ColorScheme.DARK ? 0 : 1);
        // It asks its maker for nothing.
        preferences.put("services.settings.server", "data:,#remote-settings-dummy/v1");
        var options = new BrowserType.LaunchOptions();
        options.setChannel("moz-firefox").setExecutablePath(installed.orElseThrow());
        options.setFirefoxUserPrefs(preferences).setEnv(environmentWith(room.environment()));
        return new Firefox(options);
    }

    private static Optional<Path> installed() {
        String named = System.getenv("CHARLA_FIREFOX");
        if (named == null || named.isBlank()) {
            return USUAL_PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        }
        if (!Files.isExecutable(Path.of(named))) {
            throw new AssertionError("CHARLA_FIREFOX names no program. " + HOW_TO_GET_ONE);
        }
        return Optional.of(Path.of(named));
    }
}
