package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyRequest;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.event.TranscriptionEvent;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.InputAudioBufferRequest;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.response.Response;
import dev.charla.protocol.response.ResponseStatus;
import dev.charla.protocol.settings.Modality;
import dev.charla.protocol.settings.SessionUpdate;
import dev.charla.protocol.settings.TurnDetection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineSessionTest {
    private final SessionBench bench = new SessionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theServiceSpeaksFirst() {
        assertThat(bench.types()).containsExactly("session.created");
    }

    @Test
    void aSpokenTurnIsToldInTheServicesOrder() {
        bench.speak("hello there", 800);
        bench.silence(600);
        bench.awaitDone();

        assertThat(bench.typesFolded())
                .containsExactly(
                        "session.created",
                        "input_audio_buffer.speech_started",
                        "conversation.item.input_audio_transcription.delta",
                        "input_audio_buffer.speech_stopped",
                        "input_audio_buffer.committed",
                        "conversation.item.input_audio_transcription.completed",
                        "conversation.item.created",
                        "response.created",
                        "response.output_item.added",
                        "conversation.item.created",
                        "response.content_part.added",
                        "response.audio_transcript.delta",
                        "response.audio.delta",
                        "response.audio_transcript.delta",
                        "response.audio.delta",
                        "response.audio.done",
                        "response.audio_transcript.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.done");
        assertThat(bench.of(TranscriptionEvent.Completed.class))
                .singleElement()
                .satisfies(done -> assertThat(done.transcript()).isEqualTo("hello there"));
        assertThat(bench.transcript()).isEqualTo("You said: hello there. Anything else?");
    }

    @Test
    void theTurnsItemIsNamedWhenSpeechStartsAndKeepsItsName() {
        bench.speak("hello", 600);
        bench.silence(600);
        bench.awaitDone();

        ItemId item = bench.only(InputAudioBufferEvent.SpeechStarted.class).itemId();
        assertThat(bench.only(InputAudioBufferEvent.SpeechStopped.class).itemId()).isEqualTo(item);
        assertThat(bench.only(InputAudioBufferEvent.Committed.class).itemId()).isEqualTo(item);
        assertThat(bench.of(ConversationItemEvent.Created.class).getFirst().item().id())
                .isEqualTo(item);
    }

    @Test
    void bargeInEndsTheResponseOnceAndNothingOfItFollows() {
        bench.replies.text = "A first sentence. " + "And another one. ".repeat(200);
        bench.stall();
        bench.type("tell me a long story");
        bench.awaitAudio();

        bench.speak("stop", 400);
        ResponseEvent.Done done = bench.awaitDone();
        bench.flow();
        int end = bench.events.indexOf(done);
        bench.silence(600);
        bench.awaitDones(2);

        assertThat(done.response().status()).isEqualTo(ResponseStatus.CANCELLED);
        assertThat(done.response().statusDetails())
                .satisfies(why -> assertThat(why.reason()).isEqualTo("turn_detected"));
        assertThat(bench.events.subList(end + 1, bench.events.size()))
                .noneMatch(event ->
                        event instanceof ResponseEvent.AudioDelta delta
                                && delta.responseId().equals(done.response().id()));
        assertThat(bench.of(ResponseEvent.Done.class)).hasSize(2);
    }

    @Test
    void withInterruptionOffTheAnswerGoesOnAndTheTurnIsAnsweredAfterwards() {
        bench.update(
                SessionUpdate.builder()
                        .turnDetection(
                                TurnDetection.ServerVad.builder()
                                        .interruptResponse(false)
                                        .build()));
        bench.replies.text = "One sentence. ".repeat(20);
        bench.type("count");
        bench.awaitAudio();

        bench.speak("and now", 400);
        bench.silence(600);
        bench.awaitDones(2);

        List<ResponseEvent.Done> dones = bench.of(ResponseEvent.Done.class);
        assertThat(dones)
                .extracting(done -> done.response().status())
                .containsExactly(ResponseStatus.COMPLETED, ResponseStatus.COMPLETED);
    }

    @Test
    void cancelEndsTheResponseAndASecondCancelIsRefused() {
        bench.replies.text = "A sentence. ".repeat(200);
        bench.stall();
        bench.type("conversation");
        bench.awaitAudio();

        bench.send(new ResponseRequest.Cancel());
        bench.send(new ResponseRequest.Cancel(null, new EventId("evt_2")));

        assertThat(bench.only(ResponseEvent.Done.class).response().statusDetails())
                .satisfies(why -> assertThat(why.reason()).isEqualTo("client_cancelled"));
        assertThat(bench.only(ErrorEvent.class).error())
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("response_cancel_not_active");
                    assertThat(error.eventId()).isEqualTo(new EventId("evt_2"));
                });
    }

    @Test
    void aSecondResponseIsRefusedWhileOneIsActive() {
        bench.replies.text = "A sentence. ".repeat(200);
        bench.stall();
        bench.type("conversation");
        bench.awaitAudio();

        bench.send(new ResponseRequest.Create());

        assertThat(bench.only(ErrorEvent.class).error().code())
                .isEqualTo("conversation_already_has_active_response");
        assertThat(bench.of(ResponseEvent.Created.class)).hasSize(1);
    }

    @Test
    void whatWasNotHeardIsNotPartOfTheHistory() {
        bench.replies.text = "One two three four. Five six seven eight.";
        bench.type("count");
        bench.awaitDone();
        ItemId said = bench.answerItem();

        bench.send(new ConversationItemRequest.Truncate(said, 0, 500, null));
        bench.type("go on");
        bench.awaitDones(2);

        assertThat(bench.of(ConversationItemEvent.Truncated.class)).hasSize(1);
        assertThat(bench.replies.lastHistory())
                .containsExactly("count", "One two three four.", "go on");
    }

    @Test
    void textOnlyResponsesHaveNoAudioAndSpokenOnesNoText() {
        bench.update(SessionUpdate.builder().modalities(List.of(Modality.TEXT)));
        bench.type("write");
        bench.awaitDone();

        assertThat(bench.types())
                .contains("response.text.delta", "response.text.done")
                .doesNotContain("response.audio.delta", "response.audio_transcript.delta");
        Response response = bench.only(ResponseEvent.Done.class).response();
        assertThat(((Item.Message) response.output().getFirst()).content())
                .containsExactly(new ContentPart.Text("You said: write. Anything else?", Map.of()));
    }

    @Test
    void takenByHandTurnsSayNothingBeforeTheCommitAndNothingAfterIt() {
        bench.update(SessionUpdate.builder().turnDetection(null));
        bench.speak("by hand", 800);
        bench.silence(800);
        assertThat(bench.types()).doesNotContain("input_audio_buffer.speech_started");

        bench.send(new InputAudioBufferRequest.Commit());
        bench.loop.runUntilIdle();

        assertThat(bench.types())
                .contains(
                        "input_audio_buffer.committed",
                        "conversation.item.input_audio_transcription.completed")
                .doesNotContain("input_audio_buffer.speech_started", "response.created");
        bench.send(new ResponseRequest.Create());
        bench.awaitDone();
        assertThat(bench.transcript()).startsWith("You said: by hand.");
    }

    @Test
    void anEmptyCommitIsRefusedWithTheServicesWords() {
        bench.send(new InputAudioBufferRequest.Commit());

        assertThat(bench.only(ErrorEvent.class).error())
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("input_audio_buffer_commit_empty");
                    assertThat(error.message()).endsWith("buffer only has 0.00ms of audio.");
                });
    }

    @Test
    void clearDropsWhatWasAppended() {
        bench.update(SessionUpdate.builder().turnDetection(null));
        bench.speak("never mind", 800);

        bench.send(new InputAudioBufferRequest.Clear());
        bench.send(new InputAudioBufferRequest.Commit());

        assertThat(bench.types()).contains("input_audio_buffer.cleared", "error");
        assertThat(bench.recognizer.open()).isZero();
    }

    @Test
    void aNoiseWithoutWordsGetsNoAnswer() {
        bench.speak("", 240);
        bench.silence(700);
        bench.loop.runUntilIdle();

        assertThat(bench.types())
                .contains("input_audio_buffer.committed")
                .doesNotContain("response.created");
    }

    @Test
    void theAnswererIsToldWhetherTheWordsAreCertain() {
        bench.speak("hello", 800);
        bench.silence(700);
        bench.awaitDone();
        assertThat(bench.replies.last).matches(ReplyRequest::understood);

        bench.recognizer.doubts = true;
        bench.speak("yellow", 800);
        bench.silence(700);
        bench.awaitDone();

        assertThat(bench.replies.last).matches(request -> !request.understood());
    }

    @Test
    void aCallerWhomNoRecogniserIsLeftForIsToldSoAndCanStillType() {
        bench.recognizer.busy = true;
        bench.speak("hello", 800);
        bench.silence(700);
        bench.loop.runUntilIdle();

        assertThat(bench.only(TranscriptionEvent.Failed.class).error())
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("recognizer_busy");
                    assertThat(error.message()).contains("or type");
                });
        bench.type("typed");
        bench.awaitDone();
        assertThat(bench.transcript()).startsWith("You said: typed.");
    }

    @Test
    void whereTheEarsCouldNotBeLoadedTheCallerIsToldAndTypedConversationsGoOn() {
        bench.recognizer.fails = "Speech cannot be heard here. Please type.";
        bench.speak("hello", 800);
        bench.silence(700);
        bench.loop.runUntilIdle();

        assertThat(bench.only(TranscriptionEvent.Failed.class).error())
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("recognition_failed");
                    assertThat(error.message()).endsWith("Please type.");
                });
        bench.type("typed");
        bench.awaitDone();
        assertThat(bench.transcript()).startsWith("You said: typed.");
    }

    @Test
    void aPreparedMessageIsSpokenWordForWord() {
        bench.read(
                """
                {"type":"response.create","response":{"pre_generated_assistant_message":
                  {"type":"message","role":"assistant",
                   "content":[{"type":"text","text":"Welcome to Charla."}]}}}
                """);
        bench.awaitDone();

        assertThat(bench.transcript()).isEqualTo("Welcome to Charla.");
    }

    @Test
    void theAgentSpeaksUpOnceNeitherSideIsSpeaking() {
        bench.type("start");
        bench.awaitDone();

        bench.replies.surroundings.speakUp("Your timer is over.");
        bench.loop.runUntilIdle();
        assertThat(bench.of(ResponseEvent.Created.class)).hasSize(1);

        bench.loop.advance(java.time.Duration.ofSeconds(5));
        bench.awaitDones(2);
        assertThat(bench.transcript()).isEqualTo("Your timer is over.");
    }

    @Test
    void aModelThatFailsFailsTheResponseWithItsReason() {
        bench.replies.failure = true;
        bench.type("hello");
        bench.awaitDone();

        Response response = bench.only(ResponseEvent.Done.class).response();
        assertThat(response.status()).isEqualTo(ResponseStatus.FAILED);
        assertThat(response.statusDetails())
                .extracting("error.code")
                .isEqualTo("model_unreachable");
    }

    @Test
    void whatAContentFilterWithholdsIsIncompleteSpokenOrWritten() {
        bench.replies.text = "I can";
        bench.replies.withheld = true;
        bench.type("hello");
        bench.awaitDone();
        bench.read("{\"type\":\"response.create\",\"response\":{\"modalities\":[\"text\"]}}");
        bench.awaitDones(2);

        assertThat(bench.of(ResponseEvent.Done.class))
                .hasSize(2)
                .allSatisfy(done -> {
                    assertThat(done.response().status()).isEqualTo(ResponseStatus.INCOMPLETE);
                    assertThat(done.response().statusDetails())
                            .extracting("type", "reason")
                            .containsExactly("incomplete", "content_filter");
                    assertThat(done.response().output()).hasSize(1);
                });
    }

    @Test
    void aResponseStopsAtItsMostTokens() {
        bench.replies.text = "A sentence of several words. ".repeat(100);
        bench.read("{\"type\":\"response.create\",\"response\":{\"max_output_tokens\":30}}");
        bench.awaitDone();

        Response response = bench.only(ResponseEvent.Done.class).response();
        assertThat(response.status()).isEqualTo(ResponseStatus.INCOMPLETE);
        assertThat(response.statusDetails()).extracting("reason").isEqualTo("max_output_tokens");
    }

    @Test
    void anUnknownEventIsRefusedAndTheSessionGoesOn() {
        bench.read("{\"type\":\"session.dance\"}");
        bench.type("still there?");
        bench.awaitDone();

        assertThat(bench.only(ErrorEvent.class).error().param()).isEqualTo("type");
    }

    @Test
    void everyEventHasAnIdOfItsOwnAndCanBeWritten() {
        bench.speak("hello", 600);
        bench.silence(600);
        bench.awaitDone();

        ProtocolCodec codec = new ProtocolCodec();
        for (ServerEvent event : bench.events) {
            assertThat(codec.write(event)).contains("\"event_id\":\"event_");
        }
        assertThat(bench.events.stream().map(ServerEvent::eventId).distinct())
                .hasSize(bench.events.size());
    }

    @Test
    void aClientThatTakesNothingPausesTheVoice() {
        bench.writable = false;
        bench.replies.text = "A sentence. ".repeat(400);
        bench.type("conversation");

        bench.awaitAudio(9_500);
        bench.loop.runUntilIdle();
        // Ten seconds may be made ahead; the voice waits with the next piece in its hands.
        assertThat(bench.audioMs()).isLessThanOrEqualTo(10_000);

        bench.writable = true;
        bench.session.writable();
        bench.awaitDone();
        assertThat(bench.audioMs()).isEqualTo(200_000);
    }

    @Test
    void nothingIsSentOnceTheSessionIsClosed() {
        bench.replies.text = "A sentence. ".repeat(400);
        bench.type("conversation");
        bench.awaitAudio();

        bench.session.close();
        int count = bench.events.size();
        bench.session.close();
        bench.send(new InputAudioBufferRequest.Append(AudioBytes.wrap(new byte[960])));
        bench.awaitThreads();

        assertThat(bench.events).hasSize(count);
        assertThat(bench.recognizer.open()).isZero();
        assertThat(bench.replies.closed).isTrue();
    }

    @Test
    void theSessionEndsAtItsMostMinutes() {
        for (int i = 0; i < 3; i++) {
            bench.loop.advance(java.time.Duration.ofMinutes(20));
            bench.send(new InputAudioBufferRequest.Clear());
        }

        assertThat(bench.only(ErrorEvent.class).error().code()).isEqualTo("session_expired");
        assertThat(bench.closeCode).isEqualTo(1001);
    }

    @Test
    void aClientThatSendsNothingIsLetGoWhereThatIsLimited() {
        bench.loop.advance(java.time.Duration.ofMinutes(29));
        assertThat(bench.closeCode).isZero();

        bench.loop.advance(java.time.Duration.ofMinutes(2));

        assertThat(bench.only(ErrorEvent.class).error().code()).isEqualTo("session_idle");
        assertThat(bench.closeCode).isEqualTo(1001);
    }

    @Test
    void audioInAnyFormatIsHeard() {
        bench.read(
                """
                {"type":"session.update","session":{"input_audio_format":"pcm16",
                  "input_audio_sampling_rate":8000}}
                """);
        bench.speakAt(8_000, "slow line", 800);
        bench.silenceAt(8_000, 700);
        bench.awaitDone();

        assertThat(bench.transcript()).startsWith("You said: slow line.");
    }
}
