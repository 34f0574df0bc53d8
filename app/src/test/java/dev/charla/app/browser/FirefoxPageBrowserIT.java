package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import dev.charla.app.CharlaTest;
import dev.charla.audio.Pcm16;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** The page in the system's own Firefox, and what Chromium does otherwise. */
@CharlaTest
@Tag("alone")
@TestPropertySource(properties = Scripts.SHORT_ANSWERS)
class FirefoxPageBrowserIT extends BrowserTestBase {
    /** Counts the questions that make a Firefox on Linux stand still, and answers them itself. */
    private static final String DANGEROUS_QUESTIONS =
            """
            window.dangerousQuestions = 0;
            Object.defineProperty(AudioContext.prototype, 'outputLatency', {
              get: () => (window.dangerousQuestions++, 0),
            });
            AudioContext.prototype.getOutputTimestamp = () => {
              window.dangerousQuestions++;
              return { contextTime: 0, performanceTime: 0 };
            };
            """;

    @Test
    void nothingIsAskedThatMakesItStandStill() {
        try (Room room = Room.open();
                DrivenBrowser firefox = Firefox.in(room, ColorScheme.LIGHT);
                BrowserPage page =
                        firefox.open(port, new Browser.NewContextOptions(), DANGEROUS_QUESTIONS)) {
            page.toggleLog();
            page.page().locator(".sound-figures summary").click();
            page.startTyping();
            page.type("what is seven times eight");
            print("answered after %s", page.latency(0));
            page.awaitState("ready");
            String figures = page.page().locator(".sound-figures").innerText();
            page.stopTalking();

            assertThat(figures).containsPattern("Output delay\\s+40 ms");
            assertThat(page.page().evaluate("dangerousQuestions")).isEqualTo(0);
        }
    }

    @Test
    void aTypedConversationSurvivesALostConnection() {
        try (Room room = Room.open();
                DrivenBrowser firefox = Firefox.in(room, ColorScheme.LIGHT);
                BrowserPage page =
                        firefox.open(
                                port, new Browser.NewContextOptions(), BrowserTricks.AT_HAND)) {
            page.startTyping();
            Room.Listening loudspeaker = room.listen();
            page.type("what is seven times eight");
            page.latency(0);
            page.awaitState("ready");
            loudspeaker.stop();

            page.page().evaluate("sockets.at(-1).close()");
            page.await(".banner");
            page.awaitState("ready");
            page.type("what is nine times nine");
            assertThat(page.caption("agent", 1)).contains("81");
            page.latency(1);
            page.awaitState("ready");
            page.stopTalking();

            Pcm16 voice = Loudness.withoutQuietAround(loudspeaker.heard());
            print("answer of %s at %.1f dBFS", voice.duration(), voice.rmsDbfs());
            assertThat(voice.duration()).isGreaterThan(Duration.ofMillis(500));
            assertThat(page.thread()).contains("56").contains("81");
            page.awaitGone(".banner");
        }
    }

    @Test
    void theMicrophoneIsMutedAndGivenBack() {
        try (Room room = Room.open();
                DrivenBrowser firefox = Firefox.in(room, ColorScheme.LIGHT);
                BrowserPage page = firefox.open(port)) {
            page.startTalking();
            page.await(".voice.open");
            page.page().locator(".dock .voice").click();
            page.await(".voice:not(.open)");
            assertThat(page.microphoneTracks().toString()).isEqualTo("[live]");

            page.stopTalking();

            assertThat(page.microphoneTracks().toString()).isEqualTo("[ended]");
        }
    }

    /** The pictures are kept to be looked at. */
    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 800", "DARK, 360, 740"})
    void everyScreenIsForEverybody(ColorScheme colours, int width, int height) {
        String name = "firefox-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width + "-";
        try (Room room = Room.open();
                DrivenBrowser firefox = Firefox.in(room, colours);
                BrowserPage page =
                        firefox.open(
                                port,
                                new Browser.NewContextOptions().setViewportSize(width, height))) {
            lookUntilTheAnswer(page, name);
            page.toggleLog();
            look(page, name + "log");
            page.page().locator(".drawer header button").click();
            page.openSettings();
            look(page, name + "settings");
            page.page().keyboard().press("Escape");
            page.stopTalking();
            look(page, name + "ended");
        }
    }
}
