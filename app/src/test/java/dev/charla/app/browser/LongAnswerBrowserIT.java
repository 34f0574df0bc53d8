package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ReducedMotion;
import dev.charla.app.CharlaTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.TestPropertySource;

/** What happens while an answer sounds, which it does for as long as that takes. */
@CharlaTest
@TestPropertySource(properties = Scripts.LONG_ANSWER)
class LongAnswerBrowserIT extends BrowserTestBase {
    @TempDir Path folder;

    @Test
    void speakingDuringAnAnswerStopsItAndIsAnswered() throws IOException {
        Path microphone =
                SpokenRecording.silence(Duration.ofSeconds(1))
                        .hum(Duration.ofMillis(800))
                        .pause(Duration.ofSeconds(10))
                        .writeTo(folder.resolve("microphone.wav"));
        try (Chromium chromium = Chromium.hearing(microphone);
                BrowserPage page = chromium.open(port)) {
            page.toggleLog();
            page.startTyping();
            page.type("what can you do");
            page.latency(0);
            // The answer sounds, for long enough, and the recording begins.
            page.useMicrophone();

            String unheard = page.await(".caption.agent .unheard");
            String second = page.caption("user", 1);
            String answer = page.caption("agent", 1);
            page.awaitState("ready");

            print("not heard of the first answer: %s", unheard);
            print("then heard \"%s\" and answered \"%s\"", second, answer);
            print("truncated: %s", page.lastEvent("conversation.item.truncate"));
            print("silent within %.0f ms", page.counter("greatestStopLatencyMs"));
            print("%s", page.counters());
            assertThat(unheard).hasSizeGreaterThan(10);
            assertThat(second).contains("joke");
            assertThat(answer).isNotBlank();
            assertThat(page.counter("stops")).isGreaterThanOrEqualTo(1);
            assertThat(page.counter("staleSamplesPlayed")).isZero();
        }
    }

    @Test
    void whoWantsLessMotionSeesTheOrbAtRest() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage calm =
                        chromium.open(
                                port,
                                new Browser.NewContextOptions()
                                        .setReducedMotion(ReducedMotion.REDUCE)
                                        .setViewportSize(1280, 800));
                BrowserPage lively =
                        chromium.open(
                                port, new Browser.NewContextOptions().setViewportSize(1280, 800))) {
            assertThat(orbsWhileSpeaking(calm)).isEqualTo(1);
            assertThat(orbsWhileSpeaking(lively)).isGreaterThan(3);
        }
    }

    /** How many different pictures the orb shows during one answer. */
    private static int orbsWhileSpeaking(BrowserPage page) {
        page.startTyping();
        page.type("what can you do");
        page.awaitState("speaking");
        Number pictures =
                (Number)
                        page.page()
                                .evaluate(
                                        """
                                        async () => {
                                          const root = document.querySelector('voice-agent').shadowRoot;
                                          const orb = root.querySelector('.orb');
                                          const seen = new Set();
                                          for (let i = 0; i < 60; i++) {
                                            await new Promise(requestAnimationFrame);
                                            if (i > 30) seen.add(orb.toDataURL());
                                          }
                                          return seen.size;
                                        }
                                        """);
        page.stopTalking();
        return pictures.intValue();
    }
}
