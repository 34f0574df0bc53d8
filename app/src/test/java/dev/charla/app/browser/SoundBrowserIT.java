package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.SelectOption;
import dev.charla.app.CharlaTest;
import dev.charla.audio.Pcm16;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Loudness, loudspeakers, and the screen that stays on. */
@CharlaTest
@Tag("alone")
@TestPropertySource(properties = Scripts.SHORT_ANSWERS)
class SoundBrowserIT extends BrowserTestBase {
    /** Counts the locks that keep the screen on. */
    private static final String WAKE_LOCKS =
            """
            window.wakeLocks = 0;
            const request = navigator.wakeLock.request.bind(navigator.wakeLock);
            navigator.wakeLock.request = async (type) => {
              const lock = await request(type);
              window.wakeLocks++;
              lock.addEventListener('release', () => window.wakeLocks--);
              return lock;
            };
            """;

    @Test
    void theVoiceIsAsLoudAsTheSliderSays() {
        try (Room room = Room.open();
                Chromium chromium = Chromium.in(room);
                BrowserPage page = open(chromium)) {
            page.startTyping();
            double loud = heard(room.listen(), page, 0).rmsDbfs();

            page.page().locator(".volume summary").click();
            page.page().locator(".volume input").fill("0.5");
            page.page().keyboard().press("Escape");
            double half = heard(room.listen(), page, 1).rmsDbfs();

            print("the slider at the end %.1f dBFS, half way %.1f dBFS", loud, half);
            assertThat(loud).isGreaterThan(-40);
            // Half way is a quarter of the amplitude, which is 12 dB.
            assertThat(loud - half).isBetween(8.0, 16.0);
        }
    }

    @Test
    void theVoiceComesOutOfTheLoudspeakerThatWasChosen() {
        try (Room room = Room.open();
                Chromium chromium = Chromium.in(room);
                BrowserPage page = open(chromium)) {
            // The names of loudspeakers are told to who has the microphone.
            page.startTalking();
            page.await(".voice.open");
            page.openSettings();
            page.page()
                    .locator("select[data-name=speaker]")
                    .selectOption(new SelectOption().setLabel("Headset"));

            Room.Listening headset = room.listenToTheHeadset();
            page.page().locator(".settings .buttons button").nth(1).click();
            await().until(() -> sounds(headset).compareTo(Duration.ofMillis(400)) > 0);
            Duration tone = sounds(headset);
            headset.stop();
            page.page().keyboard().press("Escape");

            Room.Listening loudspeaker = room.listen();
            Pcm16 voice = heard(room.listenToTheHeadset(), page, 0);
            loudspeaker.stop();

            print("headset: a tone of %s, a voice of %s", tone, voice.duration());
            assertThat(voice.duration()).isGreaterThan(Duration.ofMillis(500));
            assertThat(sounds(loudspeaker)).isLessThan(Duration.ofMillis(50));
        }
    }

    @Test
    void theScreenStaysOnDuringAConversation() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = open(chromium, WAKE_LOCKS)) {
            assertThat(page.page().evaluate("wakeLocks")).isEqualTo(0);
            page.startTyping();
            await().pollInSameThread()
                    .until(() -> Integer.valueOf(1).equals(page.page().evaluate("wakeLocks")));

            page.stopTalking();

            await().pollInSameThread()
                    .until(() -> Integer.valueOf(0).equals(page.page().evaluate("wakeLocks")));
        }
    }

    /** Asks for an answer, and what of it comes out there. */
    private static Pcm16 heard(Room.Listening there, BrowserPage page, int turn) {
        page.type("what is seven times eight");
        page.latency(turn);
        page.awaitState("ready");
        there.stop();
        return Loudness.withoutQuietAround(there.heard());
    }

    private static Duration sounds(Room.Listening there) {
        return Loudness.withoutQuietAround(there.heard()).duration();
    }

    private BrowserPage open(Chromium chromium, String... scripts) {
        return chromium.open(
                port, new Browser.NewContextOptions().setViewportSize(1280, 800), scripts);
    }
}
