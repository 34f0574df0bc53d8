package dev.charla.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.charla.audio.Pcm16;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The page of one caller, and what can be seen, heard and pressed in it. */
final class BrowserPage implements AutoCloseable {
    private static final int PATIENCE_MS = 120_000;

    /**
     * For a picture of Firefox the driver adds {@code body {}}, which the page's policy refuses.
     */
    private static final String STYLE_OF_THE_DRIVER =
            "sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA=";

    /**
     * What Chromium says of all it asks for while an interface of this machine comes or goes, as
     * those of containers do. The page is at no fault; it asks again.
     */
    private static final String ANOTHER_NETWORK = "net::ERR_NETWORK_CHANGED";

    /** Keeps hold of every track the page is given, so that nothing it forgets goes unseen. */
    private static final String WATCH_MICROPHONES =
            """
            window.givenTracks = [];
            const devices = navigator.mediaDevices;
            // An empty page has none in some browsers.
            if (devices !== undefined) {
              const ask = devices.getUserMedia.bind(devices);
              devices.getUserMedia = async (wish) => {
                const stream = await ask(wish);
                window.givenTracks.push(...stream.getTracks());
                return stream;
              };
            }
            """;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> unanswered = new LinkedHashSet<>();

    BrowserPage(BrowserContext context) {
        this.context = context;
        context.addInitScript(WATCH_MICROPHONES);
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(this::complain);
        page.onConsoleMessage(this::listen);
        page.onRequest(request -> unanswered.add(request.url()));
        page.onRequestFinished(request -> unanswered.remove(request.url()));
        page.onRequestFailed(request -> unanswered.remove(request.url()));
    }

    private void listen(ConsoleMessage message) {
        if (message.type().equals("error")) {
            complain(message.text());
        }
    }

    private void complain(String text) {
        if (!text.contains(STYLE_OF_THE_DRIVER) && !text.contains(ANOTHER_NETWORK)) {
            complaints.add(text);
        }
    }

    /** What the console told until now; it is not held against the page when that is closed. */
    List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    void visit(String address) {
        page.navigate(address);
        try {
            awaitState("idle");
        } catch (AssertionError empty) {
            throw new AssertionError(
                    "The page did not come up. Its console: %s; asked for and not answered: %s"
                            .formatted(complaints, unanswered),
                    empty);
        }
    }

    void startTalking() {
        page.locator(".controls .primary:not(.stopping)").click();
        awaitState("ready|listening|processing|speaking");
    }

    /** Begins a conversation without a microphone. */
    void startTyping() {
        page.locator(".controls > .quiet:not([hidden])").click();
        awaitState("ready");
    }

    /** Turns the microphone on in a conversation that began without one. */
    void useMicrophone() {
        page.locator(".dock .voice").click();
    }

    void stopTalking() {
        page.locator(".primary.stopping").click();
        awaitState("ended");
    }

    void type(String text) {
        page.locator("textarea").fill(text);
        page.locator("textarea").press("Enter");
    }

    /**
     * @param states the state, or several with {@code |} between them
     */
    void awaitState(String states) {
        assertThat(page.locator(".page"))
                .hasAttribute(
                        "data-state",
                        Pattern.compile(states),
                        new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS));
    }

    /** Until something that fits this selector can be seen; what it says. */
    String await(String selector) {
        return await(page.locator(selector).first());
    }

    private static String await(Locator found) {
        assertThat(found)
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
        return found.innerText();
    }

    /** Until nothing that fits this selector can be seen. */
    void awaitGone(String selector) {
        assertThat(page.locator(selector))
                .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MS));
    }

    /** Until so many things fit this selector. */
    void awaitCount(String selector, int count) {
        assertThat(page.locator(selector))
                .hasCount(count, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
    }

    /** The words of the {@code nth} final caption of a party, counted from 0; waits for it. */
    String caption(String party, int nth) {
        return await(page.locator(".caption.%s:not(.partial) > p".formatted(party)).nth(nth));
    }

    /** How long the {@code nth} answer took, as shown, counted from 0; waits until it is heard. */
    String latency(int nth) {
        return await(page.locator(".caption.agent").nth(nth).locator(".latency summary"));
    }

    /** All that is written in the captions now. */
    String thread() {
        return page.locator(".captions").innerText();
    }

    /** Opens or closes the event log. */
    void toggleLog() {
        page.locator("button[aria-controls=event-log]").click();
    }

    /** What the open event log tells of the last event of a name; waits for it. */
    String lastEvent(String name) {
        Locator event =
                page.locator(".events li")
                        .filter(
                                new Locator.FilterOptions()
                                        .setHas(page.locator("code", textIs(name))))
                        .last();
        await(event);
        return event.locator(".detail").innerText();
    }

    private static Page.LocatorOptions textIs(String text) {
        return new Page.LocatorOptions()
                .setHasText(Pattern.compile("^" + text.replace(".", "\\.") + "$"));
    }

    /** Begins to keep what is played. */
    void record() {
        page.evaluate("charlaProbe.record()");
    }

    /** What was played since {@link #record}, silence too; ends the recording. */
    Pcm16 recording() {
        String base64 = (String) page.evaluate("charlaProbe.recording()");
        return Pcm16.ofBytes(24_000, Base64.getDecoder().decode(base64));
    }

    /** One of the figures the page keeps. */
    double counter(String name) {
        return ((Number) Objects.requireNonNull(counters().get(name), name)).doubleValue();
    }

    Map<?, ?> counters() {
        return (Map<?, ?>) page.evaluate("charlaProbe.counters()");
    }

    /** The states of all microphone tracks the page was ever given: {@code live, ended}. */
    List<?> microphoneTracks() {
        return (List<?>) page.evaluate("givenTracks.map((track) => track.readyState)");
    }

    /** Whether one has to scroll sideways. */
    boolean isWiderThanItsWindow() {
        return (Boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
    }

    /** The page itself, for what only one test does. */
    Page page() {
        return page;
    }

    /** Opens the settings. */
    void openSettings() {
        page.locator(".bar nav button").last().click();
        await("dialog.settings");
    }

    void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    /** Leaves the page, which must have gone without an error until now. */
    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("errors on the page's console").isEmpty();
    }
}
