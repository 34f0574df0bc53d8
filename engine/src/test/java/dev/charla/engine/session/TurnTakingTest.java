package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.WarningEvent;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.response.ResponseStatus;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When turns begin and end, and what that does to an answer. */
class TurnTakingTest {
    private final SessionBench bench = new SessionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void detection(String json) {
        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"turn_detection\":%s}}"
                        .formatted(json));
        assertThat(bench.of(ErrorEvent.class)).isEmpty();
    }

    @Test
    void aPauseAfterUnfinishedWordsDoesNotEndTheTurn() {
        detection("{\"type\":\"azure_semantic_vad\"}");

        bench.speak("i would like to", 800);
        bench.silence(900);
        assertThat(bench.of(InputAudioBufferEvent.SpeechStopped.class)).isEmpty();
        bench.resume(600);
        bench.silence(1_700);

        assertThat(bench.of(InputAudioBufferEvent.SpeechStarted.class)).hasSize(1);
        assertThat(bench.only(InputAudioBufferEvent.SpeechStopped.class).audioEndMs())
                .isGreaterThan(800 + 900 + 600);
    }

    @Test
    void aPauseAfterUnfinishedWordsEndsTheTurnWhenItLastsTooLong() {
        detection("{\"type\":\"azure_semantic_vad\"}");

        bench.speak("i would like to", 800);
        bench.silence(1_800);
        bench.awaitDone();

        // Half a second of silence and a second of waiting.
        assertThat(bench.only(InputAudioBufferEvent.SpeechStopped.class).audioEndMs())
                .isBetween(2_200, 2_340);
    }

    @Test
    void aPauseAfterFinishedWordsEndsTheTurnAtOnce() {
        detection("{\"type\":\"azure_semantic_vad\"}");

        bench.speak("what time is it", 800);
        bench.silence(600);
        bench.awaitDone();

        assertThat(bench.only(InputAudioBufferEvent.SpeechStopped.class).audioEndMs())
                .isLessThanOrEqualTo(1_320);
    }

    @ParameterizedTest
    @CsvSource({"es,quiero que,true", "es,the,false", "en-US,the,true", "en-US,quiero que,false"})
    void whetherWordsGoOnIsJudgedInTheLanguageOfTheSession(
            String language, String words, boolean waits) {
        SessionBench session = SessionBench.hearing(language);
        session.read(
                "{\"type\":\"session.update\",\"session\":{\"turn_detection\":{\"type\":\"azure_semantic_vad\"}}}");

        session.speak(words, 800);
        session.silence(600);

        assertThat(session.of(InputAudioBufferEvent.SpeechStopped.class).isEmpty())
                .isEqualTo(waits);
    }

    @Test
    void aClientThatStopsSendingInAPauseIsStillAnswered() {
        detection("{\"type\":\"azure_semantic_vad\"}");

        bench.speak("i would like to", 800);
        bench.silence(600);
        assertThat(bench.of(InputAudioBufferEvent.SpeechStopped.class)).isEmpty();
        bench.loop.advance(Duration.ofSeconds(2));
        bench.awaitDone();

        assertThat(bench.transcript()).startsWith("You said: i would like to.");
    }

    @ParameterizedTest
    @CsvSource({"low,false", "medium,false", "high,true"})
    void theLevelDecidesHowCompleteWordsMustBe(String level, boolean waits) {
        // Complete by its words, but the tone stays level to its end.
        detection(
                """
                {"type":"server_vad","end_of_utterance_detection":
                  {"model":"semantic_detection_v1","threshold_level":"%s","timeout_ms":1000}}\
                """
                        .formatted(level));

        bench.speak("tomorrow", 800);
        bench.silence(700);

        assertThat(bench.of(InputAudioBufferEvent.SpeechStopped.class).isEmpty()).isEqualTo(waits);
    }

    @Test
    void fillersGoUnheardWhileTheAgentSpeaks() {
        detection("{\"type\":\"azure_semantic_vad\",\"remove_filler_words\":true}");
        bench.replies.text = "One sentence. ".repeat(20);
        bench.type("tell me a story");
        bench.awaitDone();

        bench.speak("uh huh mm", 500);
        bench.silence(700);
        bench.loop.runUntilIdle();

        assertThat(bench.types())
                .doesNotContain(
                        "input_audio_buffer.speech_started",
                        "input_audio_buffer.committed",
                        "conversation.item.input_audio_transcription.completed");
    }

    @Test
    void wordsAreHeardWhileTheAgentSpeaksThoughFillersAreNot() {
        detection("{\"type\":\"azure_semantic_vad\",\"remove_filler_words\":true}");
        bench.replies.text = "One sentence. ".repeat(400);
        bench.stall();
        bench.type("tell me a story");
        bench.awaitAudio();

        bench.speak("stop it please now", 600);
        bench.flow();
        bench.silence(800);
        bench.awaitDone();

        assertThat(bench.of(ResponseEvent.Done.class).getFirst().response().status())
                .isEqualTo(ResponseStatus.CANCELLED);
        assertThat(bench.types())
                .containsSubsequence(
                        "input_audio_buffer.speech_started",
                        "input_audio_buffer.speech_stopped",
                        "input_audio_buffer.committed");
    }

    @Test
    void fillersAreHeardWhileTheAgentIsSilent() {
        detection("{\"type\":\"azure_semantic_vad\",\"remove_filler_words\":true}");

        bench.speak("hmm", 500);
        bench.silence(1_800);
        bench.loop.runUntilIdle();

        assertThat(bench.types()).contains("input_audio_buffer.speech_started");
    }

    @Test
    void moreSpeechIsNeededOverTheAgentWhereThatIsAskedFor() {
        detection("{\"type\":\"server_vad\",\"speech_duration_assistant_speaking_ms\":600}");
        bench.replies.text = "One sentence. ".repeat(20);
        bench.type("tell me a story");
        bench.awaitDone();

        bench.speak("cough", 400);
        bench.silence(300);
        assertThat(bench.types()).doesNotContain("input_audio_buffer.speech_started");

        bench.speak("but listen", 800);
        assertThat(bench.types()).contains("input_audio_buffer.speech_started");
    }

    @Test
    void anInterruptedItemIsCutToWhatWasHeardWhereTheServiceDoesThat() {
        detection("{\"type\":\"server_vad\",\"auto_truncate\":true}");
        bench.replies.text = "One two three. Four five six. Seven eight nine. Ten.";
        bench.type("count");
        bench.awaitDone();

        bench.loop.advance(Duration.ofMillis(500));
        bench.speak("and then", 400);
        var cut = bench.only(ConversationItemEvent.Truncated.class);
        bench.silence(700);
        bench.awaitDones(2);

        assertThat(cut.itemId()).isEqualTo(bench.answerItem());
        // 500 ms and what it takes to notice the caller.
        assertThat(cut.audioEndMs()).isBetween(640, 760);
        assertThat(bench.replies.lastHistory())
                .containsExactly("count", "One two three. Four", "and then");
        bench.send(new ConversationItemRequest.Truncate(cut.itemId(), 0, 100));
        assertThat(bench.only(ErrorEvent.class).error().code()).isEqualTo("item_already_truncated");
    }

    @Test
    void theCutFollowsTheEndOfTheCancelledResponse() {
        detection("{\"type\":\"server_vad\",\"auto_truncate\":true}");
        bench.replies.text = "One sentence. ".repeat(400);
        bench.stall();
        bench.type("tell me a story");
        bench.awaitAudio(3_000);

        bench.speak("stop", 400);
        bench.flow();
        bench.silence(700);
        bench.awaitDones(2);

        assertThat(bench.types())
                .containsSubsequence(
                        "input_audio_buffer.speech_started",
                        "response.done",
                        "conversation.item.truncated",
                        "input_audio_buffer.speech_stopped");
    }

    @Test
    void textIsAppendedToWhatIsLeftOfACutItem() {
        detection(
                """
                {"type":"azure_semantic_vad","auto_truncate":true,
                 "appended_text_after_truncation":" [interrupted]"}\
                """);
        bench.replies.text = "One two three. Four five six.";
        bench.type("count");
        bench.awaitDone();

        bench.speak("go on then please stop", 400);
        bench.silence(700);
        bench.awaitDones(2);

        assertThat(bench.replies.lastHistory().get(1)).endsWith(" [interrupted]");
    }

    @Test
    void anItemThatWasHeardToItsEndIsNotCut() {
        detection("{\"type\":\"server_vad\",\"auto_truncate\":true}");
        bench.replies.text = "Short.";
        bench.type("x");
        bench.awaitDone();
        bench.loop.advance(Duration.ofSeconds(2));

        bench.speak("next", 400);

        assertThat(bench.of(ConversationItemEvent.Truncated.class)).isEmpty();
    }

    @Test
    void withoutCreateResponseATurnIsOnlyWrittenDown() {
        detection("{\"type\":\"server_vad\",\"create_response\":false}");

        bench.speak("write this", 800);
        bench.silence(700);
        bench.loop.runUntilIdle();
        assertThat(bench.types()).doesNotContain("response.created");

        bench.send(new ResponseRequest.Create());
        bench.awaitDone();
        assertThat(bench.transcript()).startsWith("You said: write this.");
    }

    @Test
    void aTurnByItsNameIsHeardAndAnswered() {
        bench.recognizer.words.add("by name");
        bench.read("{\"type\":\"input_audio.turn.start\",\"turn_id\":\"turn_1\"}");
        appendToTurn("turn_1", SessionBench.tone(24_000, 800));
        appendToTurn("turn_1", new byte[48_000]);
        assertThat(bench.types()).doesNotContain("input_audio_buffer.speech_started");
        bench.read("{\"type\":\"input_audio.turn.end\",\"turn_id\":\"turn_1\"}");
        bench.awaitDone();

        assertThat(bench.transcript()).startsWith("You said: by name.");
        bench.speak("by voice again", 600);
        assertThat(bench.types()).contains("input_audio_buffer.speech_started");
    }

    @Test
    void aTurnByItsNameCanBeGivenUpAndOnlyOneIsOpen() {
        bench.read("{\"type\":\"input_audio.turn.start\",\"turn_id\":\"turn_1\"}");
        bench.read("{\"type\":\"input_audio.turn.start\",\"turn_id\":\"turn_2\"}");
        appendToTurn("turn_2", new byte[4_800]);
        appendToTurn("turn_1", SessionBench.tone(24_000, 800));
        bench.read("{\"type\":\"input_audio.turn.cancel\",\"turn_id\":\"turn_1\"}");
        bench.read("{\"type\":\"input_audio.turn.end\",\"turn_id\":\"turn_1\"}");
        bench.read("{\"type\":\"input_audio.clear\"}");
        bench.loop.runUntilIdle();

        assertThat(bench.of(ErrorEvent.class))
                .extracting(error -> error.error().param())
                .containsExactly("turn_id", "turn_id", "turn_id");
        assertThat(bench.types()).doesNotContain("input_audio_buffer.committed");
        assertThat(bench.recognizer.open()).isZero();
    }

    private void appendToTurn(String turn, byte[] audio) {
        bench.read(
                "{\"type\":\"input_audio.turn.append\",\"turn_id\":\"%s\",\"audio\":\"%s\"}"
                        .formatted(turn, java.util.Base64.getEncoder().encodeToString(audio)));
    }

    @Test
    void aLongSilenceAfterAnAnswerHasTheAgentSpeakAgain() {
        detection("{\"type\":\"server_vad\",\"idle_timeout_ms\":6000}");
        bench.type("hello");
        bench.awaitDone();
        bench.loop.advance(Duration.ofMillis(6_500));
        assertThat(bench.of(ResponseEvent.Created.class)).hasSize(1);

        bench.loop.advance(Duration.ofSeconds(1));
        bench.awaitDones(2);

        assertThat(bench.types())
                .containsSubsequence(
                        "input_audio_buffer.timeout_triggered",
                        "input_audio_buffer.committed",
                        "conversation.item.created",
                        "response.created");
    }

    @Test
    void aCallerWhoSpeaksInTimeIsNotPrompted() {
        detection("{\"type\":\"server_vad\",\"idle_timeout_ms\":6000}");
        bench.type("hello");
        bench.awaitDone();
        bench.loop.advance(Duration.ofSeconds(4));

        bench.speak("still here", 4_000);

        assertThat(bench.types()).doesNotContain("input_audio_buffer.timeout_triggered");
    }

    @Test
    void byHandAllThatWasAppendedIsHeardThoughNoDetectorHearsSpeech() {
        detection("null");
        bench.recognizer.words.add("whispered");
        bench.silence(10_000);
        bench.read("{\"type\":\"input_audio_buffer.commit\"}");

        assertThat(bench.recognizer.heardSamples / 16).isBetween(9_900, 10_000);
    }

    @Test
    void byHandWhatCameBeforeTheSpeechIsHeardToo() {
        detection("null");
        bench.silence(6_000);
        bench.speak("late", 1_000);
        bench.read("{\"type\":\"input_audio_buffer.commit\"}");

        assertThat(bench.recognizer.heardSamples / 16).isBetween(6_900, 7_000);
    }

    @Test
    void byHandAMinuteIsKeptAndATurnBeginsAfterTheOneBefore() {
        detection("null");
        bench.silence(70_000);
        bench.read("{\"type\":\"input_audio_buffer.commit\"}");
        assertThat(bench.recognizer.heardSamples / 16).isBetween(59_900, 60_000);

        bench.silence(2_000);
        bench.read("{\"type\":\"input_audio_buffer.commit\"}");
        assertThat(bench.recognizer.heardSamples / 16).isBetween(1_900, 2_000);
    }

    @Test
    void theLongestPaddingBeforeTheLongestOnsetIsHeard() {
        detection(
                "{\"type\":\"server_vad\",\"prefix_padding_ms\":2000,\"speech_duration_ms\":2000}");
        bench.silence(5_000);
        bench.speak("long", 2_400);
        bench.silence(700);

        assertThat(bench.recognizer.heardSamples / 16).isGreaterThanOrEqualTo(2_000 + 2_400);
    }

    @ParameterizedTest
    @CsvSource({
        "threshold,0",
        "threshold,0.01",
        "threshold,0.15",
        "threshold,0.85",
        "prefix_padding_ms,0",
        "prefix_padding_ms,2000",
        "silence_duration_ms,20",
        "silence_duration_ms,60000",
        "speech_duration_ms,20",
        "speech_duration_ms,2000",
        "speech_duration_assistant_speaking_ms,20",
        "speech_duration_assistant_speaking_ms,2000",
        "idle_timeout_ms,5000",
        "idle_timeout_ms,30000",
        "end_of_utterance_detection,'{\"model\":\"semantic_detection_v1\",\"threshold\":0}'",
        "end_of_utterance_detection,'{\"model\":\"semantic_detection_v1\",\"threshold\":1}'",
        "end_of_utterance_detection,'{\"model\":\"semantic_detection_v1\",\"timeout_ms\":0}'",
        "end_of_utterance_detection,'{\"model\":\"semantic_detection_v1\",\"timeout_ms\":10000}'",
        "end_of_utterance_detection,'{\"model\":\"semantic_detection_v1\",\"timeout\":10}'"
    })
    void everySettingOfTurnsIsValidUpToItsEdges(String setting, String value) {
        detection("{\"type\":\"server_vad\",\"%s\":%s}".formatted(setting, value));

        bench.speak("what time is it", 2_500);
        bench.silence(62_000);
        bench.awaitDone();

        assertThat(bench.of(InputAudioBufferEvent.SpeechStopped.class))
                .hasSameSizeAs(bench.of(InputAudioBufferEvent.SpeechStarted.class))
                .isNotEmpty();
        assertThat(bench.of(ResponseEvent.AudioTranscriptDone.class).getFirst().transcript())
                .startsWith("You said: what time is it.");
    }

    @ParameterizedTest
    @CsvSource({
        "temperature,0",
        "temperature,2",
        "max_response_output_tokens,1",
        "max_response_output_tokens,4096",
        "max_response_output_tokens,'\"inf\"'",
        "input_audio_sampling_rate,8000",
        "input_audio_sampling_rate,48000",
        "voice,'{\"type\":\"azure-standard\",\"name\":\"scripted\",\"rate\":\"0.5\"}'",
        "voice,'{\"type\":\"azure-standard\",\"name\":\"scripted\",\"rate\":\"1.5\"}'",
        "interim_response,'{\"type\":\"static_interim_response\",\"texts\":[\"Hm.\"],\"latency_threshold_ms\":0}'",
        "interim_response,'{\"type\":\"static_interim_response\",\"texts\":[\"Hm.\"],\"latency_threshold_ms\":60000}'",
        "interim_response,'{\"type\":\"llm_interim_response\",\"max_completion_tokens\":1}'",
        "interim_response,'{\"type\":\"llm_interim_response\",\"max_completion_tokens\":4096}'"
    })
    void everySettingOfAnswersIsValidUpToItsEdges(String setting, String value) {
        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"%s\":%s}}".formatted(setting, value));
        bench.type("hello");
        ResponseStatus status = bench.awaitDone().response().status();

        assertThat(bench.of(ErrorEvent.class)).isEmpty();
        assertThat(status).isIn(ResponseStatus.COMPLETED, ResponseStatus.INCOMPLETE);
    }

    @Test
    void textThatTheVoiceCannotSpeakIsWarnedOfOnce() {
        bench.replies.text =
                "\u0645\u0631\u062d\u0628\u0627. Hello. \u0645\u0631\u062d\u0628\u0627.";
        bench.type("greet me");
        bench.awaitDone();

        assertThat(bench.only(WarningEvent.class).warning().code()).isEqualTo("text_not_spoken");
    }
}
