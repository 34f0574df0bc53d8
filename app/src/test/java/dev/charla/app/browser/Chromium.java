package dev.charla.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Chromium whose microphone plays a file, is a room's, or that has none. */
final class Chromium implements AutoCloseable {
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

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
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
        Optional<Path> installed = installed();
        Map<String, String> driverEnvironment = new HashMap<>(System.getenv());
        if (installed.isPresent()) {
            driverEnvironment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        }
        Map<String, String> browserEnvironment = new HashMap<>(System.getenv());
        browserEnvironment.putAll(environment);
        List<String> all = new ArrayList<>(FLAGS);
        all.addAll(List.of(flags));
        var options = new BrowserType.LaunchOptions().setArgs(all);
        // It shows nothing but our own page; as root, and in many containers, it has no sandbox.
        options.setChromiumSandbox(false);
        // The driver keeps the environment it was first given, so a room's goes to the browser.
        options.setEnv(browserEnvironment);
        if (!environment.isEmpty()) {
            // Playwright mutes a browser that it starts without a window.
            options.setIgnoreDefaultArgs(List.of("--mute-audio"));
        }
        installed.ifPresent(options::setExecutablePath);
        Playwright playwright = null;
        try {
            playwright =
                    Playwright.create(new Playwright.CreateOptions().setEnv(driverEnvironment));
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (PlaywrightException failure) {
            if (playwright != null) {
                playwright.close();
            }
            throw new AssertionError(HOW_TO_GET_ONE, failure);
        }
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

    /** Charla's page, as somebody else than in every other page of this browser. */
    TalkPage open(int port) {
        return open(port, new Browser.NewContextOptions().setViewportSize(1280, 800));
    }

    /** Charla's page in a window of this width, in pixels. */
    TalkPage open(int port, ColorScheme colours, int width) {
        return open(
                port,
                new Browser.NewContextOptions()
                        .setColorScheme(colours)
                        .setViewportSize(width, 800));
    }

    /** Charla's page for somebody with these wishes, English unless they say otherwise. */
    TalkPage open(int port, Browser.NewContextOptions options, String... scripts) {
        TalkPage page = visitor(options, scripts);
        page.visit("http://localhost:" + port + "/?probe=1");
        return page;
    }

    /**
     * Somebody who has not opened anything yet.
     *
     * @param scripts run in each page before its own
     */
    TalkPage visitor(Browser.NewContextOptions options, String... scripts) {
        if (options.locale == null) {
            options.setLocale("en-US");
        }
        BrowserContext context = browser.newContext(options);
        for (String script : scripts) {
            context.addInitScript(script);
        }
        return new TalkPage(context);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
