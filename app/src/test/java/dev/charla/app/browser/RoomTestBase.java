package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Talks in a room: a browser with the sound of its system, a caller who speaks into a microphone,
 * and a loudspeaker that is listened to and may reach the microphone.
 */
abstract class RoomTestBase extends BrowserTestBase {
    private static final Duration BREATH = Duration.ofMillis(300);
    private static final Duration REST = Duration.ofSeconds(2);

    /** The browser that is tested, with its sound in this room. */
    abstract DrivenBrowser browserIn(Room room);

    /** Of what is said during an answer. */
    double greatestWordErrorsWhilePlaying() {
        return 0.5;
    }

    @Test
    void aQuestionIsAnsweredFromTheLoudspeaker() {
        try (Room room = Room.open();
                DrivenBrowser browser = browserIn(room);
                TalkPage page = open(browser)) {
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
            double errors = WordErrors.rate(answer, understood);
            print("heard \"%s\", answered after %s", heard, latency);
            print("answer: %s", answer);
            print("loudspeaker: %s (%.2f word errors)", understood, errors);
            print("%s", page.counters());
            assertThat(WordErrors.rate(question, heard)).isLessThanOrEqualTo(0.5);
            assertThat(errors).isLessThan(0.8);
        }
    }

    @Test
    void whoSpeaksDuringAnAnswerSilencesTheLoudspeaker() {
        try (Room room = Room.open();
                DrivenBrowser browser = browserIn(room);
                TalkPage page = open(browser)) {
            withHeadphones(page);
            page.startTalking();
            page.await(".voice.open");
            page.type("what can you do");
            page.latency(0);
            Room.Listening loudspeaker = room.listen();
            String question = "tell me a joke";
            room.say(SpokenRecording.silence(BREATH).say(question).pause(REST));

            String unheard = page.await(".caption.agent .unheard");
            String second = page.caption("user", 1);
            assertThat(page.caption("agent", 1)).isNotBlank();
            page.awaitState("ready");
            loudspeaker.stop();
            page.stopTalking();

            Duration quiet = Loudness.longestPause(loudspeaker.heard());
            print("not heard of the first answer: %s", unheard);
            print("then \"%s\"; loudspeaker silent for %s", second, quiet);
            print("%s", page.counters());
            assertThat(unheard).hasSizeGreaterThan(10);
            assertThat(second).isNotBlank();
            assertThat(WordErrors.rate(question, second))
                    .isLessThanOrEqualTo(greatestWordErrorsWhilePlaying());
            assertThat(page.counter("staleSamplesPlayed")).isZero();
            assertThat(quiet).isGreaterThan(Duration.ofMillis(300));
        }
    }

    @Test
    void theMicrophoneCheckFindsTheLoudspeakerInTheMicrophone() {
        try (Room room = Room.open();
                DrivenBrowser browser = browserIn(room);
                TalkPage page = open(browser)) {
            withHeadphones(page);
            page.openSettings();
            page.page().locator(".settings .buttons button").first().click();
            String apart = check(page);
            room.letTheLoudspeakerReachTheMicrophone();
            String together = check(page);

            print("loudspeaker and microphone apart: %s", apart);
            print("together: %s", together);
            assertThat(apart).contains("not heard").doesNotContain("hears the loudspeaker");
            assertThat(together).contains("hears the loudspeaker").containsPattern("[0-9]+ ms");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"goes elsewhere", "reloads it"})
    void whoLeavesThePageEndsTheTalk(String how) {
        try (Room room = Room.open();
                DrivenBrowser browser = browserIn(room);
                TalkPage page = open(browser)) {
            page.startTyping();
            if (how.equals("goes elsewhere")) {
                page.page().navigate("http://127.0.0.1:" + port);
            } else {
                page.page().reload();
            }
            long leftNanos = System.nanoTime();

            // Less than a lost page is waited for.
            await().atMost(Duration.ofSeconds(10)).until(() -> talks.count() == 0);
            print("%s: over after %d ms", how, (System.nanoTime() - leftNanos) / 1_000_000);
        }
    }

    /** The browser does nothing to what the microphone hears. */
    private static void withHeadphones(TalkPage page) {
        page.openSettings();
        for (String treatment : List.of("echo", "noise", "gain")) {
            page.page().locator("input[data-name=" + treatment + "]").uncheck();
        }
        page.page().keyboard().press("Escape");
    }

    private static String check(TalkPage page) {
        page.page().locator(".check .primary").click();
        page.await(".check .primary:not([disabled])");
        return page.await(".results").replace('\n', ' ');
    }

    TalkPage open(DrivenBrowser browser, String... scripts) {
        return browser.open(
                port, new Browser.NewContextOptions().setViewportSize(1280, 800), scripts);
    }
}
