package outside;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.RequestOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts an application, signs in, and has a conversation with it aloud in Chromium: each thing is
 * said once what was to come of the one before has come.
 *
 * <p>Arguments: the application's jar; {@code NAME:PASSWORD} or {@code nobody}; the file of the
 * conversation, as {@link SpokenConversation} reads it.
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
        var conversation = SpokenConversation.read(Path.of(arguments[2]));
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
            conversation.rehearse();
            converse(
                    "http://localhost:" + port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS),
                    user,
                    conversation);
        } finally {
            application.destroy();
            if (!application.waitFor(1, TimeUnit.MINUTES)) {
                application.destroyForcibly();
            }
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

    private static void converse(String site, String user, SpokenConversation conversation)
            throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        try (Playwright playwright =
                        Playwright.create(new Playwright.CreateOptions().setEnv(environment));
                Browser browser = playwright.chromium().launch(chromium());
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
            page.addInitScript(resource("microphone.js"));
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
            conversation.hold(page, PATIENCE);
            System.out.println("outside: the conversation was held aloud");
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

    private static String resource(String name) throws IOException {
        try (InputStream stream = SpokenSample.class.getResourceAsStream("/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static BrowserType.LaunchOptions chromium() {
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
                                "--use-fake-device-for-media-stream"));
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
