package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.CharlaTest;
import dev.charla.audio.Pcm16;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * The caller's microphone: when it is open, when it is given back, and what is done without one.
 */
@CharlaTest
@TestPropertySource(properties = Scripts.SHORT_ANSWERS)
class MicrophoneBrowserIT extends BrowserTestBase {
    @Test
    void theMicrophoneIsOpenOnlyWhileTheSpaceBarIsHeld() {
        try (Chromium chromium = Chromium.hearingNothing();
                BrowserPage page = chromium.open(port)) {
            page.startTalking();
            page.openSettings();
            page.page().locator("input[data-name=hold]").check();
            page.page().keyboard().press("Escape");
            page.page().locator(".state").click();
            page.await(".voice.hold:not(.open)");
            page.toggleLog();
            page.page().locator(".state").click();

            page.page().keyboard().down(" ");
            page.await(".voice.hold.open");
            assertThat(page.lastEvent("mute")).isEqualTo("muted false");
            page.page().keyboard().up(" ");
            page.await(".voice.hold:not(.open)");

            assertThat(page.lastEvent("mute")).isEqualTo("muted true");
            page.page().locator("textarea").click();
            page.page().keyboard().press(" ");
            assertThat(page.page().locator("textarea").inputValue()).isEqualTo(" ");
            assertThat(page.page().locator(".voice.open").count()).isZero();
        }
    }

    @Test
    void aMicrophoneThatIsPulledOutIsToldOfAndTheConversationGoesOn() {
        try (Chromium chromium = Chromium.hearingNothing();
                BrowserPage page = chromium.open(port)) {
            page.startTalking();
            await().pollInSameThread()
                    .until(() -> "live".equals(page.counters().get("microphoneTrack")));

            page.page()
                    .evaluate(
                            "givenTracks[0].stop(), givenTracks[0].dispatchEvent(new Event('ended'))");

            assertThat(page.await(".alert h2")).contains("unplugged");
            page.type("what is seven times eight");
            assertThat(page.caption("agent", 0)).contains("56");
            page.page().locator(".alert .quiet").click();
            page.await(".voice.open");
        }
    }

    @Test
    void whoGivesNoMicrophoneIsHelpedAndMayType() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = chromium.open(port)) {
            page.startTalking();
            print("told: %s", page.await(".alert h2"));
            look(page, "no-microphone");
            page.record();
            page.type("what is seven times eight");

            assertThat(page.caption("agent", 0)).contains("56");
            page.latency(0);
            page.awaitState("ready");
            Pcm16 voice = Loudness.withoutQuietAround(page.recording());
            print("answer of %s at %.1f dBFS", voice.duration(), voice.rmsDbfs());
            assertThat(voice.duration()).isGreaterThan(Duration.ofMillis(500));
            assertThat(voice.rmsDbfs()).isGreaterThan(-40);
            assertThat(page.microphoneTracks()).isEmpty();
        }
    }

    @Test
    void stopGivesTheMicrophoneBackAndEndsTheConversation() {
        try (Chromium chromium = Chromium.hearingNothing();
                BrowserPage page = chromium.open(port)) {
            page.startTalking();
            await().pollInSameThread()
                    .until(() -> "live".equals(page.counters().get("microphoneTrack")));
            assertThat(page.microphoneTracks().toString()).isEqualTo("[live]");
            assertThat(conversations.count()).isEqualTo(1);

            page.stopTalking();

            assertThat(page.microphoneTracks().toString()).isEqualTo("[ended]");
            assertThat(page.counters().get("microphoneTrack")).isEqualTo("none");
            nothingIsLeftBehind();
        }
    }

    @Test
    void closingThePageEndsTheConversation() {
        try (Chromium chromium = Chromium.hearingNothing()) {
            try (BrowserPage page = chromium.open(port)) {
                page.startTalking();
                assertThat(conversations.count()).isEqualTo(1);
            }
            nothingIsLeftBehind();
        }
    }
}
