package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.charla.speech.bench.WordErrors;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Conversations in a room: a browser with the sound of its system, a caller who speaks into a
 * microphone, and a loudspeaker that is listened to and may reach the microphone.
 */
@Tag("alone")
abstract class RoomTestBase extends BrowserTestBase {
    private static final Duration BREATH = Duration.ofMillis(300);
    private static final Duration REST = Duration.ofSeconds(2);

    /** The browser that is tested, with its sound in this room. */
    abstract DrivenBrowser browserIn(Room room);

    @Test
    void aQuestionIsAnsweredFromTheLoudspeaker() {
        try (Room room = Room.open();
                DrivenBrowser browser = browserIn(room);
                BrowserPage page = open(browser)) {
            withHeadphones(page);
            page.startTalking();
            page.await(".voice.open");
            Room.Listening loudspeaker = room.listen();
            String question = "tell me a joke";
            room.say(SpokenRecording.silence(BREATH).say(question).pause(REST));

            String heard = page.caption("user", 0);
            String latency = page.latency(0);
            page.awaitState("ready");
            String answer = page.caption("agent", 0);
            loudspeaker.stop();
            page.stopTalking();

            String understood = Dictated.from(Loudness.withoutQuietAround(loudspeaker.heard()));
            double errors = WordErrors.between(answer, understood).rate();
            print("heard \"%s\", answered after %s", heard, latency);
            print("answer: %s", answer);
            print("loudspeaker: %s (%.2f word errors)", understood, errors);
            print("%s", page.counters());
            assertThat(WordErrors.between(question, heard).rate()).isLessThanOrEqualTo(0.5);
            assertThat(errors).isLessThan(0.8);
        }
    }

    @Test
    void theMicrophoneCheckFindsTheLoudspeakerInTheMicrophone() {
        try (Room room = Room.open();
                DrivenBrowser browser = browserIn(room);
                BrowserPage page = open(browser)) {
            withHeadphones(page);
            page.openSettings();
            page.page().locator(".settings .buttons button").first().click();
            String apart = check(page);
            room.letTheLoudspeakerReachTheMicrophone();
            String together = check(page);

            print("loudspeaker and microphone apart: %s", apart);
            print("together: %s", together);
            assertThat(apart).contains("not heard").doesNotContain("picks up the loudspeaker");
            assertThat(together).contains("picks up the loudspeaker").containsPattern("[0-9]+ ms");
        }
    }

    /** The browser does nothing to what the microphone hears. */
    static void withHeadphones(BrowserPage page) {
        page.openSettings();
        for (String treatment : List.of("echo", "noise", "gain")) {
            page.page().locator("input[data-name=" + treatment + "]").uncheck();
        }
        page.page().keyboard().press("Escape");
    }

    private static String check(BrowserPage page) {
        page.page().locator(".check .primary").click();
        page.await(".check .primary:not([disabled])");
        return page.await(".results").replace('\n', ' ');
    }

    BrowserPage open(DrivenBrowser browser, String... scripts) {
        return browser.open(
                port, new Browser.NewContextOptions().setViewportSize(1280, 800), scripts);
    }
}
