package dev.charla.app.browser;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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

    /**
     * Those that tests use one after another, by what they were started with; a page's caller is
     * somebody else each time. They end with this process.
     */
    private static final Map<String, Chromium> SHARED = new HashMap<>();

    private final boolean shared;

    private Chromium(boolean fetches, BrowserType.LaunchOptions options, boolean shared) {
        super(Playwright::chromium, fetches, options, HOW_TO_GET_ONE);
        this.shared = shared;
    }

    /**
     * With a microphone that is allowed without a question.
     *
     * @param recording what it hears, once, from the moment a page opens it; then silence
     */
    static Chromium hearing(Path recording) {
        return start(Map.of(), false, hears(recording));
    }

    /** With a microphone that is allowed without a question, in a room where nobody speaks. */
    static Chromium hearingNothing() {
        return shared("hears nothing", () -> hears(silence()));
    }

    private static String[] hears(Path recording) {
        return new String[] {
            ALLOWED,
            "--use-fake-device-for-media-stream",
            "--use-file-for-fake-audio-capture=" + recording + "%noloop"
        };
    }

    private static Path silence() {
        try {
            Path file = Files.createTempFile("silence", ".wav");
            file.toFile().deleteOnExit();
            return SpokenRecording.silence(Duration.ofMinutes(1)).writeTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its loudspeaker and its microphone are in this room. */
    static Chromium in(Room room) {
        return start(room.environment(), false, ALLOWED);
    }

    /** The caller refuses the microphone, or has none. */
    static Chromium withoutMicrophone() {
        return shared("no microphone", () -> new String[] {"--deny-permission-prompts"});
    }

    private static Chromium shared(String name, Supplier<String[]> flags) {
        Chromium started = SHARED.get(name);
        if (started == null || !started.isConnected()) {
            started = start(Map.of(), true, flags.get());
            SHARED.put(name, started);
        }
        return started;
    }

    @Override
    public void close() {
        if (!shared) {
            super.close();
        }
    }

    private static Chromium start(
            Map<String, String> environment, boolean shared, String... flags) {
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
        return new Chromium(installed.isEmpty(), options, shared);
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
