package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import dev.charla.app.CharlaTest;
import dev.charla.audio.Pcm16;
import dev.charla.speech.bench.WordErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
class SpokenBrowserIT extends BrowserTestBase {
    private static final Pattern SAMPLES = Pattern.compile("(\\d+) samples");

    /**
     * From the start of the recording, which is when the microphone opens. It is opened in a
     * conversation that goes on, as a slow machine may need longer than any pause to begin one.
     */
    private static final Duration UNTIL_HEARD = Duration.ofSeconds(1);

    private static final Duration BETWEEN = Duration.ofSeconds(10);
    private static final Duration TO_THE_END = Duration.ofMinutes(1);

    @TempDir Path folder;

    @Test
    void aSpokenQuestionIsAnsweredAloud() throws IOException {
        String question = "tell me a joke";
        Path microphone = spoken(silence().say(question).pause(TO_THE_END));
        try (Chromium chromium = Chromium.hearing(microphone);
                BrowserPage page = chromium.open(port)) {
            page.startTyping();
            page.record();
            page.useMicrophone();

            String heard = page.caption("user", 0);
            String latency = page.latency(0);
            page.awaitState("ready");
            // Not before: its sentences come one by one.
            String answer = page.caption("agent", 0);
            Pcm16 played = page.recording();
            page.toggleLog();
            long announced = samples(page.lastEvent("playback.end"));

            Pcm16 voice = Loudness.withoutQuietAround(played);
            String understood = Dictated.from(voice);
            double questionErrors = WordErrors.between(question, heard).rate();
            double answerErrors = WordErrors.between(answer, understood).rate();
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
            // A slow machine puts pauses between; nothing is left out.
            assertThat((double) voice.length() / announced).isGreaterThan(0.8);
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
        SpokenRecording recording = SpokenRecording.silence(Duration.ZERO).nothing(UNTIL_HEARD);
        for (String question : questions) {
            recording = recording.say(question).nothing(Duration.ofSeconds(10));
        }
        try (Chromium chromium = Chromium.hearing(spoken(recording.nothing(TO_THE_END)));
                BrowserPage page = chromium.open(port)) {
            page.startTyping();
            page.useMicrophone();

            double errors = 0;
            for (int i = 0; i < questions.size(); i++) {
                String heard = page.caption("user", i);
                print("said \"%s\", heard \"%s\"", questions.get(i), heard);
                assertThat(page.caption("agent", i)).isNotBlank();
                errors += WordErrors.between(questions.get(i), heard).rate() / questions.size();
            }

            print("%.2f word errors", errors);
            assertThat(errors).isLessThanOrEqualTo(0.25);
        }
    }

    /** Prompts of a telephone exchange, which nobody tuned anything with; 8 kHz. */
    @Test
    void aPersonIsUnderstood() throws IOException {
        Path prompts = Path.of("/usr/share/asterisk/sounds/en");
        assumeTrue(
                Files.isReadable(prompts.resolve("queue-thankyou.wav")),
                "left out: a person's recordings are not here. On Debian: apt install"
                        + " asterisk-core-sounds-en-wav");
        Map<String, String> said = new LinkedHashMap<>();
        said.put("queue-thankyou", "thank you for your patience");
        said.put("vm-tocallback", "press 2 to call the person who sent this message");
        said.put("priv-callpending", "i have a caller waiting who introduces themselves as");
        SpokenRecording recording = silence();
        for (String prompt : said.keySet()) {
            recording = recording.person(prompts.resolve(prompt + ".wav")).pause(BETWEEN);
        }
        try (Chromium chromium = Chromium.hearing(spoken(recording.pause(TO_THE_END)));
                BrowserPage page = chromium.open(port)) {
            page.startTyping();
            page.useMicrophone();

            double errors = 0;
            int turn = 0;
            for (String words : said.values()) {
                String heard = page.caption("user", turn);
                print("a person said \"%s\", heard \"%s\"", words, heard);
                assertThat(page.caption("agent", turn)).isNotBlank();
                errors += WordErrors.between(words, heard).rate() / said.size();
                turn++;
            }

            print("a person: %.2f word errors", errors);
            assertThat(errors).isLessThanOrEqualTo(0.25);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    es-MX | Al hablar, solo se entiende inglés.
                    pt-BR | A Charla só entende inglês quando você fala.
                    fr    | Langue comprise à l’oral : anglais.
                    de    | Gesprochen wird nur Englisch verstanden.
                    """)
    void whoSpeaksAnotherLanguageThanTheEarsIsToldBefore(String language, String sentence) {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page =
                        chromium.open(port, new Browser.NewContextOptions().setLocale(language))) {
            assertThat(page.await(".ears")).isEqualTo(sentence);
        }
    }

    @Test
    void whoSpeaksTheLanguageOfTheEarsIsToldNothing() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page =
                        chromium.open(port, new Browser.NewContextOptions().setLocale("en-GB"))) {
            page.await(".suggestions button");
            assertThat(page.page().locator(".ears").isVisible()).isFalse();
        }
    }

    @Test
    void twoCallersHaveConversationsOfTheirOwn() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage one = chromium.open(port);
                BrowserPage other = chromium.open(port)) {
            one.startTyping();
            other.startTyping();
            assertThat(conversations.count()).isEqualTo(2);
            assertThat(engine.sessions()).isEqualTo(2);

            one.type("what is seven times eight");
            other.type("what is nine times nine");

            assertThat(one.caption("agent", 0)).contains("56");
            assertThat(other.caption("agent", 0)).contains("81");
            assertThat(one.thread()).doesNotContain("81").doesNotContain("nine");
            assertThat(other.thread()).doesNotContain("56").doesNotContain("seven");
        }
    }

    private static SpokenRecording silence() {
        return SpokenRecording.silence(UNTIL_HEARD);
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
