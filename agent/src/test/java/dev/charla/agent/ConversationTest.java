package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.agent.browser.CallerMessage;
import dev.charla.agent.browser.CallerState;
import dev.charla.agent.browser.PageMessage;
import dev.charla.protocol.AudioFormat;
import dev.charla.protocol.InputAudioTranscription;
import dev.charla.protocol.Modality;
import dev.charla.protocol.ResponseRequest;
import dev.charla.protocol.SessionRequest;
import dev.charla.protocol.Setting;
import dev.charla.protocol.TurnDetection;
import dev.charla.protocol.Voice;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A talk from its beginning to its end. */
class ConversationTest {
    private static final ConversationOptions OPTIONS = ConversationOptions.builder().build();

    @Test
    void aTurnIsHeardAnsweredAndPlayed() {
        var talk = Talk.ready();
        talk.speaks(50);
        talk.turn(1, "What time is it?", "It is noon.", 1_000);
        talk.passes(2_000);

        assertThat(talk.page.states())
                .containsExactly(
                        CallerState.CONNECTING,
                        CallerState.READY,
                        CallerState.LISTENING,
                        CallerState.PROCESSING,
                        CallerState.SPEAKING,
                        CallerState.READY);
        assertThat(talk.page.shown()).containsExactly("What time is it?", "It is noon.");
        assertThat(talk.service.audioBytes).isEqualTo(50L * Talk.FRAME_BYTES);
        assertThat(talk.service.truncations()).isEmpty();
        assertThat(talk.page.notices()).isEmpty();
    }

    @Test
    void theTalkSpeaksUntilThePageHasPlayedIt() {
        var talk = Talk.ready();
        talk.turn(1, "Count.", "one two three", 3_000);
        talk.passes(2_900);
        assertThat(talk.page.state()).isEqualTo(CallerState.SPEAKING);
        talk.passes(300);
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void theSettingsOfTheSessionAreThoseOfTheLab() {
        var options =
                ConversationOptions.builder()
                        .instructions("Be brief.")
                        .voice(new Voice.Named("alloy"))
                        .transcription(new InputAudioTranscription("azure-speech"))
                        .build();
        var talk = Talk.ready(options);

        var update = talk.service.all(SessionRequest.Update.class).getFirst().session();
        assertThat(update.model()).isNull();
        assertThat(update.instructions()).isEqualTo("Be brief.");
        assertThat(update.modalities()).isEqualTo(List.of(Modality.TEXT, Modality.AUDIO));
        assertThat(update.inputAudioFormat()).isEqualTo(AudioFormat.PCM16);
        assertThat(update.outputAudioFormat()).isEqualTo(AudioFormat.PCM16);
        assertThat(update.turnDetection())
                .isEqualTo(
                        Setting.<TurnDetection>of(
                                TurnDetection.ServerVad.builder()
                                        .threshold(0.5)
                                        .prefixPaddingMs(300)
                                        .silenceDurationMs(500)
                                        .build()));
        assertThat(update.inputAudioNoiseReduction().isAbsent()).isTrue();
    }

    @Test
    void whatIsSaidWhileConnectingIsKeptAndSent() {
        var talk = new Talk(OPTIONS);
        talk.start();
        talk.speaks(100);
        assertThat(talk.service.audioBytes).isZero();
        talk.run(talk.service::ready);
        talk.speaks(1);
        talk.passes(500);

        assertThat(talk.service.audioBytes).isEqualTo(101L * Talk.FRAME_BYTES);
        talk.speaks(1);
        assertThat(talk.service.audioFrames.getLast()).isEqualTo(Talk.FRAME_BYTES);
    }

    @Test
    void ofALongSpeechWhileConnectingTheNewestFiveSecondsAreKept() {
        var talk = new Talk(OPTIONS);
        talk.start();
        talk.speaks(400);
        assertThat(talk.conversation.snapshot().heldFromCaller()).isEqualTo(Duration.ofSeconds(5));
        talk.run(talk.service::ready);
        talk.passes(1_000);

        assertThat(talk.service.audioBytes).isEqualTo(250L * Talk.FRAME_BYTES);
        assertThat(talk.observer.droppedBytes).isEqualTo(150L * Talk.FRAME_BYTES);
    }

    @Test
    void keptAudioIsSentInOrderAndNotAllAtOnce() {
        var talk = new Talk(OPTIONS);
        talk.start();
        talk.speaks(250);
        talk.run(talk.service::ready);
        assertThat(talk.service.audioBytes).isLessThanOrEqualTo(2L * 48_000);
        talk.passes(300);

        assertThat(talk.service.audioBytes).isEqualTo(250L * Talk.FRAME_BYTES);
    }

    @Test
    void aGreetingIsSpokenFirst() {
        var talk =
                Talk.ready(
                        ConversationOptions.builder()
                                .greeting(new Greeting.Said("Hello."))
                                .build());

        var response = Objects.requireNonNull(talk.service.requests().getFirst().response());
        assertThat(response.preGeneratedAssistantMessage()).isNotNull();
        talk.run(() -> talk.service.answers("resp_1", "item_a1", "Hello.", 500));
        talk.passes(1_000);
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        assertThat(talk.page.all(PageMessage.Latency.class)).isEmpty();
        talk.types("Hi");
        assertThat(talk.service.requests().getLast().response()).isNull();
    }

    @Test
    void aGreetingInTheAgentsOwnWordsKeepsTheInstructions() {
        var talk =
                Talk.ready(
                        ConversationOptions.builder()
                                .instructions("Be brief.")
                                .greeting(new Greeting.Prompted("Greet the caller."))
                                .build());

        assertThat(talk.service.requests())
                .extracting(ResponseRequest.Create::response)
                .singleElement()
                .satisfies(settings ->
                        assertThat(Objects.requireNonNull(settings).instructions())
                                .isEqualTo("Be brief.\n\nGreet the caller."));
    }

    @Test
    void audioThatIsNoWholeNumberOfSamplesEndsTheTalk() {
        var talk = Talk.ready();
        talk.run(() -> talk.conversation.callerAudio(ByteBuffer.allocate(961)));

        assertThat(ended(talk).code()).isEqualTo("invalid_audio");
        assertThat(talk.page.closeCode).isEqualTo(1003);
    }

    @Test
    void audioOverTheLimitEndsTheTalk() {
        var talk = Talk.ready();
        talk.run(() -> talk.conversation.callerAudio(ByteBuffer.allocate(48_000)));
        assertThat(talk.page.closes).isZero();
        talk.run(() -> talk.conversation.callerAudio(ByteBuffer.allocate(48_002)));

        assertThat(ended(talk).code()).isEqualTo("audio_too_large");
        assertThat(talk.page.closeCode).isEqualTo(1009);
    }

    @Test
    void endIsToldOnceAndLeavesNothingBehind() {
        var talk = Talk.ready();
        talk.turn(1, "Count.", "one two three", 3_000);
        talk.passes(500);
        talk.run(() -> talk.service.hears("item_u2"));
        talk.page(new CallerMessage.End());
        talk.page(new CallerMessage.End());
        talk.run(() -> talk.conversation.callerGone(talk.page));
        talk.run(() -> talk.conversation.end(Ending.SHUTTING_DOWN));
        talk.speaks(5);
        talk.passes(100);

        assertThat(talk.page.all(PageMessage.Ended.class))
                .containsExactly(new PageMessage.Ended("stopped", "You ended the talk.", false));
        assertThat(talk.page.messages.getLast()).isInstanceOf(PageMessage.Ended.class);
        assertThat(talk.page.state()).isEqualTo(CallerState.ENDED);
        assertThat(talk.page.closes).isEqualTo(1);
        assertThat(talk.page.closeCode).isEqualTo(1000);
        assertThat(talk.service.closes).isEqualTo(1);
        assertThat(talk.service.closeCode).isEqualTo(1000);
        assertThat(talk.observer.ended).isEqualTo(1);
        assertThat(talk.loop.timersWaiting()).isZero();
    }

    @Test
    void aPageThatIsGoneIsToldNothing() {
        var talk = Talk.ready();
        int before = talk.page.messages.size();
        talk.run(() -> talk.conversation.callerGone(talk.page));

        assertThat(talk.page.messages).hasSize(before);
        assertThat(talk.service.closeCode).isEqualTo(1000);
        assertThat(talk.observer.ended).isEqualTo(1);
    }

    @Test
    void callerGoneWhileConnectingGivesTheConnectionUp() {
        var talk = new Talk(OPTIONS);
        talk.start();
        talk.run(() -> talk.conversation.callerGone(talk.page));

        assertThat(talk.service.closes).isEqualTo(1);
    }

    @Test
    void aTalkHasALongestTime() {
        var limits = ConversationLimits.DEFAULTS.withTalk(Duration.ofMinutes(3));
        var talk = Talk.ready(ConversationOptions.builder().limits(limits).build());
        talk.passes(2 * 60_000 + 1_500);
        assertThat(talk.page.notices()).containsExactly("time_nearly_up");
        talk.passes(60_000);

        assertThat(ended(talk))
                .satisfies(end -> assertThat(end.code()).isEqualTo("time_limit"))
                .satisfies(end -> assertThat(end.failed()).isFalse());
    }

    @Test
    void aCallerWhoHasGoneQuietIsWarnedAndThenTheTalkEnds() {
        var limits = ConversationLimits.DEFAULTS.withCallerSilence(Duration.ofMinutes(2));
        var talk = Talk.ready(ConversationOptions.builder().limits(limits).build());
        talk.passes(61_500);
        assertThat(talk.page.notices()).containsExactly("still_there");
        talk.turn(1, "Yes.", "Good.", 500);
        talk.passes(61_500);
        assertThat(talk.page.closes).isZero();
        talk.passes(60_000);

        assertThat(ended(talk).code()).isEqualTo("caller_silent");
    }

    @Test
    void muteInMidSpeechDoesNotLeaveTheServiceListeningForEver() {
        var talk = Talk.ready();
        talk.run(() -> talk.service.hears("item_u1"));
        talk.page(new CallerMessage.Mute(true));
        talk.page(new CallerMessage.Mute(true));
        talk.speaks(10);

        assertThat(talk.service.audioBytes).isEqualTo(800L * 48);
        talk.page(new CallerMessage.Mute(false));
        talk.speaks(1);
        assertThat(talk.service.audioBytes).isEqualTo(800L * 48 + Talk.FRAME_BYTES);
    }

    @Test
    void unknownMessagesAndStaleOnesChangeNothing() {
        var talk = Talk.ready();
        int before = talk.page.messages.size();
        talk.page(new CallerMessage.Unknown("later"));
        talk.page(new CallerMessage.PlaybackStarted(9));
        talk.page(new CallerMessage.PlaybackProgress(9, 10));
        talk.page(new CallerMessage.PlaybackFinished(9, 10));
        talk.page(new CallerMessage.PlaybackStopped(9, 10));
        talk.page(new CallerMessage.Interrupt());

        assertThat(talk.page.messages).hasSize(before);
        assertThat(talk.conversation.shown()).isEqualTo(CallerState.READY);
    }

    private static PageMessage.Ended ended(Talk talk) {
        return talk.page.all(PageMessage.Ended.class).getFirst();
    }
}
