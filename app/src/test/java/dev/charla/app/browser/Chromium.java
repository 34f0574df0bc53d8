package dev.charla.app.browser;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Chromium whose microphone plays a file, is a room's, or that has none. */
final class Chromium extends DrivenBrowser {
    private static final String HOW_TO_GET_ONE =
            """
            No Chromium could be started, and the browser tests need one. Install it (Debian and \
            Ubuntu: apt install chromium; Fedora: dnf install chromium; macOS: brew install --cask \
            chromium), or let CHARLA_CHROMIUM name the program of a Chromium or Chrome.\
            """;

    private static final List<String> USUAL_PLACES =
            List.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private static final List<String> FLAGS =
            List.of(
                    "--autoplay-policy=no-user-gesture-required",
                    "--no-first-run",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-sync",
                    "--disable-background-networking",
                    "--disable-component-update");

    /** The microphone is allowed without a question. */
    private static final String ALLOWED = "--use-fake-ui-for-media-stream";

    private Chromium(boolean fetches, BrowserType.LaunchOptions options) {
        super(Playwright::chromium, fetches, options, HOW_TO_GET_ONE);
    }

    /**
     * With a microphone that is allowed without a question.
     *
     * @param recording what it hears, once, from the moment a page opens it; then silence
     */
    static Chromium hearing(Path recording) {
        return start(
                Map.of(),
                ALLOWED,
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-audio-capture=" + recording + "%noloop");
    }

    /** Its loudspeaker and its microphone are in this room. */
    static Chromium in(Room room) {
        return start(room.environment(), ALLOWED);
    }

    /** The caller refuses the microphone, or has none. */
    static Chromium withoutMicrophone() {
        return start(Map.of(), "--deny-permission-prompts");
    }

    private static Chromium start(Map<String, String> environment, String... flags) {
        List<String> all = new ArrayList<>(FLAGS);
        all.addAll(List.of(flags));
        var options = new BrowserType.LaunchOptions().setArgs(all);
        // It shows nothing but our own page; as root, and in many containers, it has no sandbox.
        options.setChromiumSandbox(false);
        options.setEnv(environmentWith(environment));
        if (!environment.isEmpty()) {
            // Playwright mutes a browser that it starts without a window.
            options.setIgnoreDefaultArgs(List.of("--mute-audio"));
        }
        Optional<Path> installed = installed();
        installed.ifPresent(options::setExecutablePath);
        return new Chromium(installed.isEmpty(), options);
    }

    private static Optional<Path> installed() {
        String named = System.getenv("CHARLA_CHROMIUM");
        if (named == null || named.isBlank()) {
            return USUAL_PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        }
        if (!Files.isExecutable(Path.of(named))) {
            throw new AssertionError("CHARLA_CHROMIUM names no program. " + HOW_TO_GET_ONE);
        }
        return Optional.of(Path.of(named));
    }
}
