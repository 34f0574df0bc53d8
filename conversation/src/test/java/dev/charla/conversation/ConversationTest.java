package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.options.ConversationLimits;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.options.Greeting;
import dev.charla.protocol.json.Setting;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.request.SessionRequest;
import dev.charla.protocol.settings.AudioFormat;
import dev.charla.protocol.settings.InputAudioTranscription;
import dev.charla.protocol.settings.Modality;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.protocol.settings.Voice;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A conversation from its beginning to its end. */
class ConversationTest {
    private static final ConversationOptions OPTIONS = ConversationOptions.builder().build();

    @Test
    void aTurnIsHeardAnsweredAndPlayed() {
        var conversation = ConversationRig.ready();
        conversation.speaks(50);
        conversation.turn(1, "What time is it?", "It is noon.", 1_000);
        conversation.passes(2_000);

        assertThat(conversation.page.states())
                .containsExactly(
                        CallerState.CONNECTING,
                        CallerState.READY,
                        CallerState.LISTENING,
                        CallerState.PROCESSING,
                        CallerState.SPEAKING,
                        CallerState.READY);
        assertThat(conversation.page.shown()).containsExactly("What time is it?", "It is noon.");
        assertThat(conversation.service.audioBytes).isEqualTo(50L * ConversationRig.FRAME_BYTES);
        assertThat(conversation.service.truncations()).isEmpty();
        assertThat(conversation.page.notices()).isEmpty();
    }

    @Test
    void whatTheServiceSaysBeforeItHasTheSettingsIsNotPlayed() {
        var conversation = new ConversationRig(OPTIONS);
        conversation.start();
        conversation.run(() -> {
            conversation.service.begins("resp_early");
            conversation.service.beginsItem("resp_early", "item_early");
            conversation.service.sounds("resp_early", "item_early", 300);
        });
        conversation.run(conversation.service::ready);
        conversation.run(() -> conversation.service.sounds("resp_early", "item_early", 300));
        conversation.turn(1, "What time is it?", "It is noon.", 500);
        conversation.passes(1_500);

        assertThat(conversation.page.all(PageMessage.PlaybackBegin.class)).hasSize(1);
        assertThat(conversation.page.shown()).containsExactly("What time is it?", "It is noon.");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void theConversationSpeaksUntilThePageHasPlayedIt() {
        var conversation = ConversationRig.ready();
        conversation.turn(1, "Count.", "one two three", 3_000);
        conversation.passes(2_900);
        assertThat(conversation.page.state()).isEqualTo(CallerState.SPEAKING);
        conversation.passes(300);
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void theSettingsOfTheSessionAreThoseOfTheLab() {
        var options =
                ConversationOptions.builder()
                        .instructions("Be brief.")
                        .voice(new Voice.Named("alloy"))
                        .transcription(new InputAudioTranscription("azure-speech"))
                        .build();
        var conversation = ConversationRig.ready(options);

        var update = conversation.service.all(SessionRequest.Update.class).getFirst().session();
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
        var conversation = new ConversationRig(OPTIONS);
        conversation.start();
        conversation.speaks(100);
        assertThat(conversation.service.audioBytes).isZero();
        conversation.run(conversation.service::ready);
        conversation.speaks(1);
        conversation.passes(500);

        assertThat(conversation.service.audioBytes).isEqualTo(101L * ConversationRig.FRAME_BYTES);
        conversation.speaks(1);
        assertThat(conversation.service.audioFrames.getLast())
                .isEqualTo(ConversationRig.FRAME_BYTES);
    }

    @Test
    void ofALongSpeechWhileConnectingTheNewestFiveSecondsAreKept() {
        var conversation = new ConversationRig(OPTIONS);
        conversation.start();
        conversation.speaks(400);
        assertThat(conversation.conversation.snapshot().heldFromCaller())
                .isEqualTo(Duration.ofSeconds(5));
        conversation.run(conversation.service::ready);
        conversation.passes(1_000);

        assertThat(conversation.service.audioBytes).isEqualTo(250L * ConversationRig.FRAME_BYTES);
        assertThat(conversation.observer.droppedBytes)
                .isEqualTo(150L * ConversationRig.FRAME_BYTES);
    }

    @Test
    void keptAudioIsSentInOrderAndNotAllAtOnce() {
        var conversation = new ConversationRig(OPTIONS);
        conversation.start();
        conversation.speaks(250);
        conversation.run(conversation.service::ready);
        assertThat(conversation.service.audioBytes).isLessThanOrEqualTo(2L * 48_000);
        conversation.passes(300);

        assertThat(conversation.service.audioBytes).isEqualTo(250L * ConversationRig.FRAME_BYTES);
    }

    @Test
    void aGreetingIsSpokenFirst() {
        var conversation =
                ConversationRig.ready(
                        ConversationOptions.builder()
                                .greeting(new Greeting.Said("Hello."))
                                .build());

        var response =
                Objects.requireNonNull(conversation.service.requests().getFirst().response());
        assertThat(response.preGeneratedAssistantMessage()).isNotNull();
        conversation.run(() -> conversation.service.answers("resp_1", "item_a1", "Hello.", 500));
        conversation.passes(1_000);
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        assertThat(conversation.page.all(PageMessage.Latency.class)).isEmpty();
        conversation.types("Hi");
        assertThat(conversation.service.requests().getLast().response()).isNull();
    }

    @Test
    void aGreetingInTheAgentsOwnWordsKeepsTheInstructions() {
        var conversation =
                ConversationRig.ready(
                        ConversationOptions.builder()
                                .instructions("Be brief.")
                                .greeting(new Greeting.Prompted("Greet the caller."))
                                .build());

        assertThat(conversation.service.requests())
                .extracting(ResponseRequest.Create::response)
                .singleElement()
                .satisfies(settings ->
                        assertThat(Objects.requireNonNull(settings).instructions())
                                .isEqualTo("Be brief.\n\nGreet the caller."));
    }

    @Test
    void audioThatIsNoWholeNumberOfSamplesEndsTheConversation() {
        var conversation = ConversationRig.ready();
        conversation.run(() -> conversation.conversation.callerAudio(ByteBuffer.allocate(961)));

        assertThat(ended(conversation).code()).isEqualTo("invalid_audio");
        assertThat(conversation.page.closeCode).isEqualTo(1003);
    }

    @Test
    void audioOverTheLimitEndsTheConversation() {
        var conversation = ConversationRig.ready();
        conversation.run(() -> conversation.conversation.callerAudio(ByteBuffer.allocate(48_000)));
        assertThat(conversation.page.closes).isZero();
        conversation.run(() -> conversation.conversation.callerAudio(ByteBuffer.allocate(48_002)));

        assertThat(ended(conversation).code()).isEqualTo("audio_too_large");
        assertThat(conversation.page.closeCode).isEqualTo(1009);
    }

    @Test
    void endIsToldOnceAndLeavesNothingBehind() {
        var conversation = ConversationRig.ready();
        conversation.turn(1, "Count.", "one two three", 3_000);
        conversation.passes(500);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.page(new CallerMessage.End());
        conversation.page(new CallerMessage.End());
        conversation.run(() -> conversation.conversation.callerGone(conversation.page));
        conversation.run(() -> conversation.conversation.end(Ending.SHUTTING_DOWN));
        conversation.speaks(5);
        conversation.passes(100);

        assertThat(conversation.page.all(PageMessage.Ended.class))
                .containsExactly(
                        new PageMessage.Ended("stopped", "You ended the conversation.", false));
        assertThat(conversation.page.messages.getLast()).isInstanceOf(PageMessage.Ended.class);
        assertThat(conversation.page.state()).isEqualTo(CallerState.ENDED);
        assertThat(conversation.page.closes).isEqualTo(1);
        assertThat(conversation.page.closeCode).isEqualTo(1000);
        assertThat(conversation.service.closes).isEqualTo(1);
        assertThat(conversation.service.closeCode).isEqualTo(1000);
        assertThat(conversation.observer.ended).isEqualTo(1);
        assertThat(conversation.loop.timersWaiting()).isZero();
    }

    @Test
    void aPageThatIsGoneIsToldNothing() {
        var conversation = ConversationRig.ready();
        int before = conversation.page.messages.size();
        conversation.run(() -> conversation.conversation.callerGone(conversation.page));

        assertThat(conversation.page.messages).hasSize(before);
        assertThat(conversation.service.closeCode).isEqualTo(1000);
        assertThat(conversation.observer.ended).isEqualTo(1);
    }

    @Test
    void callerGoneWhileConnectingGivesTheConnectionUp() {
        var conversation = new ConversationRig(OPTIONS);
        conversation.start();
        conversation.run(() -> conversation.conversation.callerGone(conversation.page));

        assertThat(conversation.service.closes).isEqualTo(1);
    }

    @Test
    void aConversationHasALongestTime() {
        var limits = ConversationLimits.DEFAULTS.withConversation(Duration.ofMinutes(3));
        var conversation =
                ConversationRig.ready(ConversationOptions.builder().limits(limits).build());
        conversation.passes(2 * 60_000 + 1_500);
        assertThat(conversation.page.notices()).containsExactly("time_nearly_up");
        conversation.passes(60_000);

        assertThat(ended(conversation))
                .satisfies(end -> assertThat(end.code()).isEqualTo("time_limit"))
                .satisfies(end -> assertThat(end.failed()).isFalse());
    }

    @Test
    void aCallerWhoHasGoneQuietIsWarnedAndThenTheConversationEnds() {
        var limits = ConversationLimits.DEFAULTS.withCallerSilence(Duration.ofMinutes(2));
        var conversation =
                ConversationRig.ready(ConversationOptions.builder().limits(limits).build());
        conversation.passes(61_500);
        assertThat(conversation.page.notices()).containsExactly("still_there");
        conversation.turn(1, "Yes.", "Good.", 500);
        conversation.passes(61_500);
        assertThat(conversation.page.closes).isZero();
        conversation.passes(60_000);

        assertThat(ended(conversation).code()).isEqualTo("caller_silent");
    }

    @Test
    void muteInMidSpeechDoesNotLeaveTheServiceListeningForEver() {
        var conversation = ConversationRig.ready();
        conversation.run(() -> conversation.service.hears("item_u1"));
        conversation.page(new CallerMessage.Mute(true));
        conversation.page(new CallerMessage.Mute(true));
        conversation.speaks(10);

        assertThat(conversation.service.audioBytes).isEqualTo(800L * 48);
        conversation.page(new CallerMessage.Mute(false));
        conversation.speaks(1);
        assertThat(conversation.service.audioBytes)
                .isEqualTo(800L * 48 + ConversationRig.FRAME_BYTES);
    }

    @Test
    void unknownMessagesAndStaleOnesChangeNothing() {
        var conversation = ConversationRig.ready();
        int before = conversation.page.messages.size();
        conversation.page(new CallerMessage.Unknown("later"));
        conversation.page(new CallerMessage.PlaybackStarted(9));
        conversation.page(new CallerMessage.PlaybackProgress(9, 10));
        conversation.page(new CallerMessage.PlaybackFinished(9, 10));
        conversation.page(new CallerMessage.PlaybackStopped(9, 10));
        conversation.page(new CallerMessage.Interrupt());

        assertThat(conversation.page.messages).hasSize(before);
        assertThat(conversation.conversation.shown()).isEqualTo(CallerState.READY);
    }

    private static PageMessage.Ended ended(ConversationRig conversation) {
        return conversation.page.all(PageMessage.Ended.class).getFirst();
    }
}
