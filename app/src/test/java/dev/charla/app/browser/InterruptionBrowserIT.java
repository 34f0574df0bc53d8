package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.CharlaTest;
import dev.charla.speech.bench.WordErrors;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.TestPropertySource;

/**
 * Somebody speaks in a room while an answer comes from the loudspeaker, and is heard by the
 * engine's own ears. The answer is a script's, so that it lasts until then.
 */
@CharlaTest
@Tag("alone")
@TestPropertySource(properties = Scripts.LONG_ANSWER_REAL_EARS)
class InterruptionBrowserIT extends BrowserTestBase {
    private static final Duration BREATH = Duration.ofMillis(300);
    private static final Duration REST = Duration.ofSeconds(2);

    @ParameterizedTest
    @EnumSource
    void whoSpeaksDuringAnAnswerSilencesTheLoudspeaker(BrowserKind kind) {
        try (Room room = Room.open();
                DrivenBrowser browser = kind.in(room);
                BrowserPage page = browser.open(port)) {
            RoomTestBase.withHeadphones(page);
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
            assertThat(WordErrors.between(question, second).rate())
                    .isLessThanOrEqualTo(kind.greatestWordErrors());
            assertThat(page.counter("staleSamplesPlayed")).isZero();
            assertThat(quiet).isGreaterThan(Duration.ofMillis(300));
        }
    }
}
