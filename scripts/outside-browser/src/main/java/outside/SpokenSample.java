package outside;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.charla.audio.Pcm16;
import dev.charla.audio.Wav;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.synthesis.MarySynthesizer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts an application, signs in, and asks it a question aloud in Chromium. Waits until its tool
 * has run and its answer is there.
 *
 * <p>Arguments: the application's jar; {@code NAME:PASSWORD} or {@code nobody}; the question; the
 * tool; a regular expression for the answer.
 */
public final class SpokenSample {
    /** Nothing here is about speed, and a machine may be busy with other things. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Pattern STARTED = Pattern.compile("(?:Netty|Tomcat) started on port (\\d+)");

    private static final List<String> USUAL_PLACES =
            List.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private static final RequestOptions UNREDIRECTED = RequestOptions.create().setMaxRedirects(0);

    private SpokenSample() {}

    public static void main(String[] arguments) throws Exception {
        String user = arguments[1];
        String question = arguments[2];
        String tool = arguments[3];
        Pattern answer = Pattern.compile(arguments[4]);
        Path recording = Files.createTempFile("question", ".wav");
        Process application =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx768m",
                                "-jar",
                                arguments[0],
                                "--server.port=0")
                        .redirectErrorStream(true)
                        .start();
        try {
            CompletableFuture<Integer> port = portOf(application);
            speak(question, recording);
            converse(
                    "http://localhost:" + port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS),
                    user,
                    recording,
                    tool,
                    answer);
        } finally {
            application.destroy();
            if (!application.waitFor(1, TimeUnit.MINUTES)) {
                application.destroyForcibly();
            }
            Files.delete(recording);
        }
    }

    /** Known once the application says so; its log is passed on to the end. */
    private static CompletableFuture<Integer> portOf(Process application) {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (BufferedReader lines =
                            new BufferedReader(
                                    new InputStreamReader(
                                            application.getInputStream(),
                                            StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine();
                                line != null;
                                line = lines.readLine()) {
                            System.out.println("application: " + line);
                            Matcher started = STARTED.matcher(line);
                            if (started.find()) {
                                port.complete(Integer.valueOf(started.group(1)));
                            }
                        }
                        port.completeExceptionally(
                                new AssertionError("the application ended: its log is above"));
                    } catch (Exception e) {
                        port.completeExceptionally(e);
                    }
                });
        return port;
    }

    /** A second of a quiet room, the question, and a minute of the room. */
    private static void speak(String question, Path file) throws Exception {
        List<Pcm16> blocks = new ArrayList<>(List.of(room(1)));
        try (Synthesizer voice = new MarySynthesizer()) {
            voice.speak(
                    new Synthesizer.Sentence(question, voice.voices().getFirst(), 1, 1),
                    samples -> blocks.add(Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, samples)));
        }
        blocks.add(room(60));
        Wav.write(file, blocks.stream().reduce(Pcm16::then).orElseThrow());
    }

    private static Pcm16 room(int seconds) {
        Random random = new Random(1);
        short[] samples = new short[seconds * Synthesizer.SAMPLE_RATE_HZ];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextInt(33) - 16);
        }
        return Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, samples);
    }

    private static void converse(
            String site, String user, Path recording, String tool, Pattern answer)
            throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        try (Playwright playwright =
                        Playwright.create(new Playwright.CreateOptions().setEnv(environment));
                Browser browser = playwright.chromium().launch(chromium(recording));
                Page page =
                        browser.newPage(new Browser.NewPageOptions().setLocale("en-US"))) {
            page.onConsoleMessage(message -> System.out.println("console: " + message.text()));
            page.onRequestFailed(
                    request -> System.out.println("failed: " + request.url() + " " + request.failure()));
            page.onResponse(
                    response -> {
                        if (response.status() >= 400) {
                            System.out.println("answered " + response.status() + ": " + response.url());
                        }
                    });
            page.setDefaultTimeout(PATIENCE.toMillis());
            page.setDefaultNavigationTimeout(PATIENCE.toMillis());
            page.onFrameNavigated(frame -> System.out.println("loaded: " + frame.url()));
            if (user.equals("nobody")) {
                page.navigate(site + "/talk/");
            } else {
                letsIconsBe(page, site);
                page.navigate(site + "/");
                page.fill("input[name=username]", user.substring(0, user.indexOf(':')));
                page.fill("input[name=password]", user.substring(user.indexOf(':') + 1));
                page.click("button[type=submit]");
                page.waitForURL("**/talk/");
            }
            awaitEarsAndVoice(page, site);
            // The recording begins with the microphone, so that is opened in a conversation.
            page.locator(".controls > .quiet:not([hidden])").click();
            page.locator(".page[data-state=ready]")
                    .waitFor(
                            new Locator.WaitForOptions()
                                    .setState(WaitForSelectorState.ATTACHED));
            page.locator(".dock .voice").click();

            System.out.println("outside: heard \"" + said(page, "user") + "\"");
            await(page, ".caption.tool:has(.status.done) code:text-is('" + tool + "')");
            String told = said(page, "agent");
            System.out.println("outside: answered \"" + told + "\"");
            if (!answer.matcher(told).find()) {
                throw new AssertionError("that is not " + answer);
            }
            System.out.println("outside: a question was asked aloud, and its tool answered it");
        }
    }

    /**
     * Asked beside the page, with its cookies: a page that loads itself once more ends what is
     * evaluated in it.
     */
    private static void awaitEarsAndVoice(Page page, String site) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String status = statusOf(page, site);
        while (!status.contains("\"ready\":true")) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "ears and voice were not loaded in " + PATIENCE + ": " + status);
            }
            TimeUnit.MILLISECONDS.sleep(500);
            status = statusOf(page, site);
        }
    }

    private static String statusOf(Page page, String site) {
        APIResponse answer = page.request().get(site + "/talk/api/status", UNREDIRECTED);
        if (answer.status() != 200) {
            throw new AssertionError(
                    "the status was answered " + answer.status() + " " + answer.headers());
        }
        return answer.text();
    }

    /**
     * A browser asks for the icon of the form. Were that led to the form as well, an answer after
     * the sign-in would set the cookie of another session, and the caller be nobody again.
     */
    private static void letsIconsBe(Page page, String site) {
        int status = page.request().get(site + "/favicon.ico", UNREDIRECTED).status();
        if (status != 200 && status != 404) {
            throw new AssertionError("who is nobody gets " + status + " for the icon of the form");
        }
    }

    private static Locator await(Page page, String selector) {
        Locator found = page.locator(selector).first();
        found.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
        return found;
    }

    /** The first whole caption of a party. */
    private static String said(Page page, String party) {
        return await(page, ".caption.%s:not(.partial) > p".formatted(party)).innerText();
    }

    private static BrowserType.LaunchOptions chromium(Path recording) {
        return new BrowserType.LaunchOptions()
                // It shows nothing but our own page; as root, and in many containers, it has none.
                .setChromiumSandbox(false)
                .setExecutablePath(installed())
                .setTimeout(PATIENCE.toMillis())
                .setArgs(
                        List.of(
                                "--autoplay-policy=no-user-gesture-required",
                                "--no-first-run",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-sync",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--use-fake-ui-for-media-stream",
                                "--use-fake-device-for-media-stream",
                                "--use-file-for-fake-audio-capture=" + recording + "%noloop"));
    }

    private static Path installed() {
        String named = System.getenv("CHARLA_CHROMIUM");
        return Stream.concat(Stream.ofNullable(named), USUAL_PLACES.stream())
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(
                                "There is no Chromium. Install it, or let CHARLA_CHROMIUM name"
                                        + " the program of a Chromium or Chrome."));
    }
}
