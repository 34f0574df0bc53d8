package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.settings.TurnDetection;
import org.junit.jupiter.api.Test;

/** The caller interrupts the agent, at every stage of an answer. */
class BargeInTest {
    private static final String WORDS = "one two three four five six seven eight";

    private final ConversationRig conversation = ConversationRig.ready();

    @Test
    void bargeInTruncatesToThePlayedPosition() {
        conversation.turn(1, "Count.", WORDS, 4_000);
        conversation.passes(2_025);
        assertThat(conversation.page.state()).isEqualTo(CallerState.SPEAKING);

        conversation.run(() -> conversation.service.hears("item_u2"));
        assertThat(conversation.page.all(PageMessage.PlaybackStop.class))
                .containsExactly(new PageMessage.PlaybackStop(1));
        conversation.passes(100);

        var truncation = conversation.service.truncations().getFirst();
        assertThat(conversation.service.truncations()).hasSize(1);
        assertThat(truncation.itemId()).isEqualTo(new ItemId("item_a1"));
        assertThat(truncation.audioEndMs()).isEqualTo(2_000);
        assertThat(conversation.service.cancellations()).isEmpty();
        assertThat(conversation.page.state()).isEqualTo(CallerState.LISTENING);
    }

    @Test
    void captionTellsWhichWordsWereHeard() {
        conversation.turn(1, "Count.", WORDS, 4_000);
        conversation.passes(2_025);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.passes(100);

        var caption = conversation.page.caption("item_a1");
        assertThat(caption.text()).isEqualTo(WORDS);
        assertThat(caption.heard()).isEqualTo("one two three four".length());
    }

    @Test
    void noStaleAudioIsPlayedAfterBargeIn() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.beginsItem("resp_1", "item_a1");
            conversation.service.speaks("resp_1", "item_a1", "one two ");
            conversation.service.sounds("resp_1", "item_a1", 500);
        });
        conversation.passes(200);
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.sounds("resp_1", "item_a1", 500);
            conversation.service.sounds("resp_1", "item_a2", 500);
            conversation.service.speaks("resp_1", "item_a1", "three four");
            conversation.service.cancels("resp_1");
            conversation.service.sounds("resp_1", "item_a1", 500);
        });
        conversation.passes(2_000);

        assertThat(conversation.page.framesOf).containsExactly(1L);
        assertThat(conversation.observer.staleSamples).isEqualTo(3L * 500 * 24);
        assertThat(conversation.page.caption("item_a1").text()).isEqualTo("one two ");
        assertThat(conversation.service.truncations().getFirst().audioEndMs())
                .isLessThanOrEqualTo(500);
    }

    @Test
    void theNextAnswerHasNothingOfTheInterruptedOne() {
        conversation.turn(1, "Count.", WORDS, 4_000);
        conversation.passes(1_000);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.passes(500);
        conversation.run(() -> {
            conversation.service.hearsTheEnd("item_u2");
            conversation.service.understands("item_u2", "Stop.");
            conversation.service.answers("resp_2", "item_a2", "Fine.", 500);
        });
        conversation.passes(1_500);

        assertThat(conversation.page.framesOf).containsExactly(1L, 2L);
        assertThat(conversation.page.shown()).containsExactly("Count.", WORDS, "Stop.", "Fine.");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void bargeInBeforeAnythingWasHeardTruncatesAtNothing() {
        conversation.page.plays = false;
        conversation.turn(1, "Count.", WORDS, 4_000);
        conversation.passes(100);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.passes(100);

        assertThat(conversation.service.truncations().getFirst().audioEndMs()).isZero();
        assertThat(conversation.page.caption("item_a1").heard()).isZero();
    }

    @Test
    void bargeInBeforeAnyAudioTruncatesNothing() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.beginsItem("resp_1", "item_a1");
            conversation.service.speaks("resp_1", "item_a1", "one two");
            conversation.service.hears("item_u1");
            conversation.service.cancels("resp_1");
        });
        conversation.passes(1_500);

        assertThat(conversation.service.truncations()).isEmpty();
        assertThat(conversation.page.all(PageMessage.PlaybackStop.class)).isEmpty();
        assertThat(conversation.page.caption("item_a1").heard()).isZero();
        assertThat(conversation.page.state()).isEqualTo(CallerState.LISTENING);
    }

    @Test
    void bargeInAfterAllWasHeardTruncatesNothing() {
        conversation.turn(1, "Count.", WORDS, 1_000);
        conversation.passes(1_500);
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);

        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.passes(1_500);

        assertThat(conversation.service.truncations()).isEmpty();
        assertThat(conversation.page.caption("item_a1").heard()).isNull();
    }

    @Test
    void aPageThatDoesNotAnswerIsTakenByItsLastWord() {
        conversation.page.answersStops = false;
        conversation.turn(1, "Count.", WORDS, 4_000);
        conversation.passes(1_025);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.passes(900);
        assertThat(conversation.service.truncations()).isEmpty();
        conversation.passes(200);

        assertThat(conversation.service.truncations()).hasSize(1);
        assertThat(conversation.service.truncations().getFirst().audioEndMs())
                .isBetween(750, 1_025);
    }

    @Test
    void aPageThatClaimsToHaveHeardMoreThanThereIsIsNotBelieved() {
        conversation.page.answersStops = false;
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.sounds("resp_1", "item_a1", 1_000);
        });
        conversation.passes(100);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.page(new CallerMessage.PlaybackStopped(1, Long.MAX_VALUE));
        conversation.page(new CallerMessage.PlaybackStopped(1, 5));
        conversation.passes(1_500);

        assertThat(conversation.service.truncations())
                .singleElement()
                .satisfies(cut -> assertThat(cut.audioEndMs()).isEqualTo(1_000));
    }

    @Test
    void aTruncationTheServiceRefusesDoesNotMuteTheConversation() {
        conversation.turn(1, "Count.", WORDS, 4_000);
        conversation.passes(1_000);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.passes(100);
        var id = conversation.service.truncations().getFirst().eventId();
        conversation.run(() -> conversation.service.complains("invalid_value", "audio_end_ms", id));
        conversation.run(
                () -> conversation.service.complains("item_already_truncated", "item_id", null));
        conversation.run(() -> conversation.service.hearsTheEnd("item_u2"));
        conversation.run(() -> conversation.service.answers("resp_2", "item_a2", "Fine.", 500));
        conversation.passes(1_000);

        assertThat(conversation.page.notices()).isEmpty();
        assertThat(conversation.page.framesOf).containsExactly(1L, 2L);
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aNoiseDoesNotSilenceTheAgentForGood() {
        conversation.turn(1, "Count.", WORDS, 4_000);
        conversation.passes(1_000);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.passes(400);
        conversation.run(() -> {
            conversation.service.hearsTheEnd("item_u2");
            conversation.service.understands("item_u2", "");
        });
        conversation.passes(2_000);
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        assertThat(conversation.observer.voids).isEqualTo(1);

        conversation.turn(3, "Go on.", "Nine.", 500);
        conversation.passes(1_000);

        assertThat(conversation.page.shown()).containsExactly("Count.", WORDS, "Go on.", "Nine.");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aCoughBeforeTheAnswerDoesNotLoseTheTurn() {
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.understands("item_u1", "What time is it?");
            conversation.service.begins("resp_1");
        });
        conversation.passes(100);
        conversation.run(() -> {
            conversation.service.hears("item_u2");
            conversation.service.cancels("resp_1");
        });
        conversation.passes(300);
        conversation.run(() -> {
            conversation.service.hearsTheEnd("item_u2");
            conversation.service.understands("item_u2", "");
        });
        conversation.passes(2_000);
        assertThat(conversation.service.requests()).hasSize(1);
        assertThat(conversation.page.state()).isEqualTo(CallerState.PROCESSING);

        conversation.run(
                () -> conversation.service.answers("resp_2", "item_a2", "It is noon.", 500));
        conversation.passes(1_000);

        assertThat(conversation.page.shown()).containsExactly("What time is it?", "It is noon.");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void anAgentThatMayNotBeInterruptedSpeaksOn() {
        var vad = TurnDetection.ServerVad.builder().interruptResponse(false).build();
        var calm = ConversationRig.ready(ConversationOptions.builder().turnDetection(vad).build());
        calm.turn(1, "Count.", WORDS, 2_000);
        calm.passes(500);
        calm.run(() -> calm.service.hears("item_u2"));
        calm.passes(200);

        assertThat(calm.page.state()).isEqualTo(CallerState.SPEAKING);
        assertThat(calm.page.all(PageMessage.PlaybackStop.class)).isEmpty();
        calm.passes(2_000);
        assertThat(calm.page.state()).isEqualTo(CallerState.LISTENING);
        assertThat(calm.service.truncations()).isEmpty();
    }

    @Test
    void aServiceThatTruncatesByItselfIsLeftToIt() {
        var vad = TurnDetection.ServerVad.builder().autoTruncate(true).build();
        var auto = ConversationRig.ready(ConversationOptions.builder().turnDetection(vad).build());
        auto.turn(1, "Count.", WORDS, 4_000);
        auto.passes(1_000);
        auto.run(() -> auto.service.hears("item_u2"));
        auto.passes(1_500);

        assertThat(auto.service.truncations()).isEmpty();
        assertThat(auto.page.caption("item_a1").heard()).isPositive();
    }

    @Test
    void interruptButtonCancelsAndTruncates() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.beginsItem("resp_1", "item_a1");
            conversation.service.speaks("resp_1", "item_a1", WORDS);
            conversation.service.sounds("resp_1", "item_a1", 4_000);
        });
        conversation.passes(1_025);
        conversation.page(new CallerMessage.Interrupt());
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        conversation.run(() -> conversation.service.cancels("resp_1"));
        conversation.passes(200);

        assertThat(conversation.service.cancellations())
                .extracting(cancel -> cancel.responseId())
                .containsExactly(new ResponseId("resp_1"));
        assertThat(conversation.service.truncations().getFirst().audioEndMs()).isEqualTo(1_000);
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aCancelThatCameTooLateIsNoTrouble() {
        conversation.run(() -> conversation.service.begins("resp_1"));
        conversation.page(new CallerMessage.Interrupt());
        conversation.run(
                () -> conversation.service.complains("response_cancel_not_active", null, null));
        conversation.types("Hello?");

        assertThat(conversation.page.notices()).isEmpty();
        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void twoItemsWaitingToBePlayedAreBothCut() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.sounds("resp_1", "item_a1", 1_000);
            conversation.service.endsItem("resp_1", "item_a1", "one");
            conversation.service.sounds("resp_1", "item_a2", 1_000);
            conversation.service.endsItem("resp_1", "item_a2", "two");
            conversation.service.ends("resp_1");
        });
        conversation.passes(525);
        conversation.run(() -> conversation.service.hears("item_u1"));
        conversation.passes(100);

        assertThat(conversation.page.all(PageMessage.PlaybackStop.class))
                .containsExactly(new PageMessage.PlaybackStop(2), new PageMessage.PlaybackStop(1));
        assertThat(conversation.service.truncations())
                .extracting(cut -> cut.itemId().value(), cut -> cut.audioEndMs())
                .containsExactlyInAnyOrder(tuple("item_a1", 500), tuple("item_a2", 0));
    }

    @Test
    void theCallerIsStillHeardAfterManyInterruptions() {
        for (int i = 1; i <= 10; i++) {
            conversation.turn(i, "Turn " + i, WORDS, 4_000);
            conversation.passes(700);
            conversation.speaks(50);
        }
        conversation.passes(6_000);

        assertThat(conversation.service.audioBytes)
                .isEqualTo(10L * 50 * ConversationRig.FRAME_BYTES);
        assertThat(conversation.service.truncations()).hasSize(9);
        assertThat(conversation.page.shown()).hasSize(20);
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aPageThatStopsByItselfInterruptsTheAgent() {
        conversation.turn(1, "Count.", WORDS, 4_000);
        conversation.passes(1_000);
        conversation.page(new CallerMessage.PlaybackStopped(1, 24_000));
        conversation.passes(1_500);

        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        assertThat(conversation.service.truncations()).hasSize(1);
    }
}
