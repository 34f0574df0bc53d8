package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import dev.charla.app.CharlaTest;
import dev.charla.audio.Pcm16;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Callers with a real browser: they speak into its microphone, and what its loudspeaker plays is
 * listened to.
 */
@CharlaTest
class TalkBrowserIT extends BrowserTestBase {
    private static final Pattern SAMPLES = Pattern.compile("(\\d+) samples");

    /** From the start of the recording, which is when the microphone opens. */
    private static final Duration UNTIL_CONNECTED = Duration.ofMillis(2_500);

    private static final Duration TO_THE_END = Duration.ofMinutes(1);

    @TempDir Path folder;

    @Test
    void aSpokenQuestionIsAnsweredAloud() throws IOException {
        String question = "tell me a joke";
        Path microphone = spoken(silence().say(question).pause(TO_THE_END));
        try (Chromium chromium = Chromium.hearing(microphone);
                TalkPage page = chromium.open(port)) {
            page.startTalking();
            page.record();

            String heard = page.caption("user", 0);
            String answer = page.caption("agent", 0);
            String latency = page.latency(0);
            page.awaitState("ready");
            Pcm16 played = page.recording();
            page.toggleLog();
            long announced = samples(page.lastEvent("playback.end"));

            Pcm16 voice = Loudness.withoutQuietAround(played);
            String understood = Dictated.from(voice);
            double questionErrors = WordErrors.rate(question, heard);
            double answerErrors = WordErrors.rate(answer, understood);
            print("question %.2f word errors, answered after %s", questionErrors, latency);
            print("answer: %s", answer);
            print("dictated: %s", understood);
            print(
                    "answer %.2f word errors, %.2f s of %.2f s at %.1f dBFS",
                    answerErrors, voice.length() / 24e3, announced / 24e3, voice.rmsDbfs());
            print("%s", page.counters());
            assertThat(questionErrors).isLessThanOrEqualTo(0.5);
            assertThat(answer).hasSizeGreaterThan(10);
            assertThat(voice.rmsDbfs()).isBetween(-40.0, -6.0);
            assertThat((double) voice.length() / announced).isBetween(0.8, 1.3);
            assertThat(answerErrors).isLessThan(0.8);
        }
    }

    @Test
    void questionsOfARecordingWithoutAnyNoiseAreUnderstood() throws IOException {
        List<String> questions =
                List.of(
                        "what time is it",
                        "what is seven times eight",
                        "who built the pyramids",
                        "tell me a joke");
        SpokenRecording recording = silence();
        for (String question : questions) {
            recording = recording.sayWithEspeak(question, Duration.ofSeconds(10));
        }
        try (Chromium chromium = Chromium.hearing(spoken(recording.pause(TO_THE_END)));
                TalkPage page = chromium.open(port)) {
            page.startTalking();

            double errors = 0;
            for (int i = 0; i < questions.size(); i++) {
                String heard = page.caption("user", i);
                print("said \"%s\", heard \"%s\"", questions.get(i), heard);
                assertThat(page.caption("agent", i)).isNotBlank();
                errors += WordErrors.rate(questions.get(i), heard) / questions.size();
            }

            print("%.2f word errors", errors);
            assertThat(errors).isLessThanOrEqualTo(0.25);
        }
    }

    @Test
    void speakingDuringAnAnswerStopsItAndIsAnswered() throws IOException {
        Path microphone =
                spoken(
                        SpokenRecording.silence(Duration.ofSeconds(1))
                                .say("tell me a joke")
                                .pause(TO_THE_END));
        try (Chromium chromium = Chromium.hearing(microphone);
                TalkPage page = chromium.open(port)) {
            page.toggleLog();
            page.startTyping();
            page.type("what can you do");
            page.latency(0);
            // Now the answer sounds, and the recording begins.
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
    void whoGivesNoMicrophoneIsHelpedAndMayType() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                TalkPage page = chromium.open(port)) {
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
    void stopGivesTheMicrophoneBackAndEndsTheTalk() throws IOException {
        try (Chromium chromium = Chromium.hearing(spoken(silence()));
                TalkPage page = chromium.open(port)) {
            page.startTalking();
            await().pollInSameThread()
                    .until(() -> "live".equals(page.counters().get("microphoneTrack")));
            assertThat(page.microphoneTracks().toString()).isEqualTo("[live]");
            assertThat(talks.count()).isEqualTo(1);

            page.stopTalking();

            assertThat(page.microphoneTracks().toString()).isEqualTo("[ended]");
            assertThat(page.counters().get("microphoneTrack")).isEqualTo("none");
            nothingIsLeftBehind();
        }
    }

    @Test
    void closingThePageEndsTheTalk() throws IOException {
        try (Chromium chromium = Chromium.hearing(spoken(silence()))) {
            try (TalkPage page = chromium.open(port)) {
                page.startTalking();
                assertThat(talks.count()).isEqualTo(1);
            }
            nothingIsLeftBehind();
        }
    }

    @Test
    void twoCallersHaveTalksOfTheirOwn() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                TalkPage one = chromium.open(port);
                TalkPage other = chromium.open(port)) {
            one.startTyping();
            other.startTyping();
            assertThat(talks.count()).isEqualTo(2);
            assertThat(engine.sessions()).isEqualTo(2);

            one.type("what is seven times eight");
            other.type("what is nine times nine");

            assertThat(one.caption("agent", 0)).contains("56");
            assertThat(other.caption("agent", 0)).contains("81");
            assertThat(one.thread()).doesNotContain("81").doesNotContain("nine");
            assertThat(other.thread()).doesNotContain("56").doesNotContain("seven");
        }
    }

    /** The pictures are kept to be looked at. */
    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360"})
    void thePageCanBeUsedInEitherColoursAndAnyWidth(ColorScheme colours, int width)
            throws IOException {
        String name = colours.name().toLowerCase(Locale.ROOT) + "-" + width;
        try (Chromium chromium = Chromium.hearing(spoken(silence().pause(TO_THE_END)));
                TalkPage page = chromium.open(port, colours, width)) {
            page.screenshot(SCREENSHOTS.resolve(name + "-idle.png"));
            assertThat(page.isWiderThanItsWindow()).isFalse();

            page.startTalking();
            page.type("what is seven times eight");
            page.latency(0);
            page.awaitState("ready");
            page.type("what can you do");
            page.latency(1);
            page.screenshot(SCREENSHOTS.resolve(name + "-talk.png"));

            assertThat(page.isWiderThanItsWindow()).isFalse();
        }
    }

    private static SpokenRecording silence() {
        return SpokenRecording.silence(UNTIL_CONNECTED);
    }

    private Path spoken(SpokenRecording recording) throws IOException {
        return recording.writeTo(folder.resolve("microphone.wav"));
    }

    private static long samples(String detail) {
        Matcher matcher = SAMPLES.matcher(detail);
        assertThat(matcher.find()).as(detail).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
