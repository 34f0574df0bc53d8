package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.charla.agent.browser.CallerMessage;
import dev.charla.agent.browser.CallerState;
import dev.charla.agent.browser.PageMessage;
import dev.charla.protocol.ItemId;
import dev.charla.protocol.ResponseId;
import dev.charla.protocol.TurnDetection;
import org.junit.jupiter.api.Test;

/** The caller interrupts the agent, at every stage of an answer. */
class BargeInTest {
    private static final String WORDS = "one two three four five six seven eight";

    private final Talk talk = Talk.ready();

    @Test
    void bargeInTruncatesToThePlayedPosition() {
        talk.turn(1, "Count.", WORDS, 4_000);
        talk.passes(2_025);
        assertThat(talk.page.state()).isEqualTo(CallerState.SPEAKING);

        talk.run(() -> talk.service.hears("item_u2"));
        assertThat(talk.page.all(PageMessage.PlaybackStop.class))
                .containsExactly(new PageMessage.PlaybackStop(1));
        talk.passes(100);

        var truncation = talk.service.truncations().getFirst();
        assertThat(talk.service.truncations()).hasSize(1);
        assertThat(truncation.itemId()).isEqualTo(new ItemId("item_a1"));
        assertThat(truncation.audioEndMs()).isEqualTo(2_000);
        assertThat(talk.service.cancellations()).isEmpty();
        assertThat(talk.page.state()).isEqualTo(CallerState.LISTENING);
    }

    @Test
    void captionTellsWhichWordsWereHeard() {
        talk.turn(1, "Count.", WORDS, 4_000);
        talk.passes(2_025);
        talk.run(() -> talk.service.hears("item_u2"));
        talk.passes(100);

        var caption = talk.page.caption("item_a1");
        assertThat(caption.text()).isEqualTo(WORDS);
        assertThat(caption.heard()).isEqualTo("one two three four".length());
    }

    @Test
    void noStaleAudioIsPlayedAfterBargeIn() {
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.beginsItem("resp_1", "item_a1");
            talk.service.speaks("resp_1", "item_a1", "one two ");
            talk.service.sounds("resp_1", "item_a1", 500);
        });
        talk.passes(200);
        talk.run(() -> {
            talk.service.hears("item_u1");
            talk.service.sounds("resp_1", "item_a1", 500);
            talk.service.sounds("resp_1", "item_a2", 500);
            talk.service.speaks("resp_1", "item_a1", "three four");
            talk.service.cancels("resp_1");
            talk.service.sounds("resp_1", "item_a1", 500);
        });
        talk.passes(2_000);

        assertThat(talk.page.framesOf).containsExactly(1L);
        assertThat(talk.observer.staleSamples).isEqualTo(3L * 500 * 24);
        assertThat(talk.page.caption("item_a1").text()).isEqualTo("one two ");
        assertThat(talk.service.truncations().getFirst().audioEndMs()).isLessThanOrEqualTo(500);
    }

    @Test
    void theNextAnswerHasNothingOfTheInterruptedOne() {
        talk.turn(1, "Count.", WORDS, 4_000);
        talk.passes(1_000);
        talk.run(() -> talk.service.hears("item_u2"));
        talk.passes(500);
        talk.run(() -> {
            talk.service.hearsTheEnd("item_u2");
            talk.service.understands("item_u2", "Stop.");
            talk.service.answers("resp_2", "item_a2", "Fine.", 500);
        });
        talk.passes(1_500);

        assertThat(talk.page.framesOf).containsExactly(1L, 2L);
        assertThat(talk.page.shown()).containsExactly("Count.", WORDS, "Stop.", "Fine.");
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void bargeInBeforeAnythingWasHeardTruncatesAtNothing() {
        talk.page.plays = false;
        talk.turn(1, "Count.", WORDS, 4_000);
        talk.passes(100);
        talk.run(() -> talk.service.hears("item_u2"));
        talk.passes(100);

        assertThat(talk.service.truncations().getFirst().audioEndMs()).isZero();
        assertThat(talk.page.caption("item_a1").heard()).isZero();
    }

    @Test
    void bargeInBeforeAnyAudioTruncatesNothing() {
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.beginsItem("resp_1", "item_a1");
            talk.service.speaks("resp_1", "item_a1", "one two");
            talk.service.hears("item_u1");
            talk.service.cancels("resp_1");
        });
        talk.passes(1_500);

        assertThat(talk.service.truncations()).isEmpty();
        assertThat(talk.page.all(PageMessage.PlaybackStop.class)).isEmpty();
        assertThat(talk.page.caption("item_a1").heard()).isZero();
        assertThat(talk.page.state()).isEqualTo(CallerState.LISTENING);
    }

    @Test
    void bargeInAfterAllWasHeardTruncatesNothing() {
        talk.turn(1, "Count.", WORDS, 1_000);
        talk.passes(1_500);
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);

        talk.run(() -> talk.service.hears("item_u2"));
        talk.passes(1_500);

        assertThat(talk.service.truncations()).isEmpty();
        assertThat(talk.page.caption("item_a1").heard()).isNull();
    }

    @Test
    void aPageThatDoesNotAnswerIsTakenByItsLastWord() {
        talk.page.answersStops = false;
        talk.turn(1, "Count.", WORDS, 4_000);
        talk.passes(1_025);
        talk.run(() -> talk.service.hears("item_u2"));
        talk.passes(900);
        assertThat(talk.service.truncations()).isEmpty();
        talk.passes(200);

        assertThat(talk.service.truncations()).hasSize(1);
        assertThat(talk.service.truncations().getFirst().audioEndMs()).isBetween(750, 1_025);
    }

    @Test
    void aPageThatClaimsToHaveHeardMoreThanThereIsIsNotBelieved() {
        talk.page.answersStops = false;
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.sounds("resp_1", "item_a1", 1_000);
        });
        talk.passes(100);
        talk.run(() -> talk.service.hears("item_u2"));
        talk.page(new CallerMessage.PlaybackStopped(1, Long.MAX_VALUE));
        talk.page(new CallerMessage.PlaybackStopped(1, 5));
        talk.passes(1_500);

        assertThat(talk.service.truncations())
                .singleElement()
                .satisfies(cut -> assertThat(cut.audioEndMs()).isEqualTo(1_000));
    }

    @Test
    void aTruncationTheServiceRefusesDoesNotMuteTheTalk() {
        talk.turn(1, "Count.", WORDS, 4_000);
        talk.passes(1_000);
        talk.run(() -> talk.service.hears("item_u2"));
        talk.passes(100);
        var id = talk.service.truncations().getFirst().eventId();
        talk.run(() -> talk.service.complains("invalid_value", "audio_end_ms", id));
        talk.run(() -> talk.service.complains("item_already_truncated", "item_id", null));
        talk.run(() -> talk.service.hearsTheEnd("item_u2"));
        talk.run(() -> talk.service.answers("resp_2", "item_a2", "Fine.", 500));
        talk.passes(1_000);

        assertThat(talk.page.notices()).isEmpty();
        assertThat(talk.page.framesOf).containsExactly(1L, 2L);
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aNoiseDoesNotSilenceTheAgentForGood() {
        talk.turn(1, "Count.", WORDS, 4_000);
        talk.passes(1_000);
        talk.run(() -> talk.service.hears("item_u2"));
        talk.passes(400);
        talk.run(() -> {
            talk.service.hearsTheEnd("item_u2");
            talk.service.understands("item_u2", "");
        });
        talk.passes(2_000);
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        assertThat(talk.observer.voids).isEqualTo(1);

        talk.turn(3, "Go on.", "Nine.", 500);
        talk.passes(1_000);

        assertThat(talk.page.shown()).containsExactly("Count.", WORDS, "Go on.", "Nine.");
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aCoughBeforeTheAnswerDoesNotLoseTheTurn() {
        talk.run(() -> {
            talk.service.hears("item_u1");
            talk.service.hearsTheEnd("item_u1");
            talk.service.understands("item_u1", "What time is it?");
            talk.service.begins("resp_1");
        });
        talk.passes(100);
        talk.run(() -> {
            talk.service.hears("item_u2");
            talk.service.cancels("resp_1");
        });
        talk.passes(300);
        talk.run(() -> {
            talk.service.hearsTheEnd("item_u2");
            talk.service.understands("item_u2", "");
        });
        talk.passes(2_000);
        assertThat(talk.service.requests()).hasSize(1);
        assertThat(talk.page.state()).isEqualTo(CallerState.PROCESSING);

        talk.run(() -> talk.service.answers("resp_2", "item_a2", "It is noon.", 500));
        talk.passes(1_000);

        assertThat(talk.page.shown()).containsExactly("What time is it?", "It is noon.");
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void anAgentThatMayNotBeInterruptedSpeaksOn() {
        var vad = TurnDetection.ServerVad.builder().interruptResponse(false).build();
        var calm = Talk.ready(ConversationOptions.builder().turnDetection(vad).build());
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
        var auto = Talk.ready(ConversationOptions.builder().turnDetection(vad).build());
        auto.turn(1, "Count.", WORDS, 4_000);
        auto.passes(1_000);
        auto.run(() -> auto.service.hears("item_u2"));
        auto.passes(1_500);

        assertThat(auto.service.truncations()).isEmpty();
        assertThat(auto.page.caption("item_a1").heard()).isPositive();
    }

    @Test
    void interruptButtonCancelsAndTruncates() {
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.beginsItem("resp_1", "item_a1");
            talk.service.speaks("resp_1", "item_a1", WORDS);
            talk.service.sounds("resp_1", "item_a1", 4_000);
        });
        talk.passes(1_025);
        talk.page(new CallerMessage.Interrupt());
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        talk.run(() -> talk.service.cancels("resp_1"));
        talk.passes(200);

        assertThat(talk.service.cancellations())
                .extracting(cancel -> cancel.responseId())
                .containsExactly(new ResponseId("resp_1"));
        assertThat(talk.service.truncations().getFirst().audioEndMs()).isEqualTo(1_000);
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aCancelThatCameTooLateIsNoTrouble() {
        talk.run(() -> talk.service.begins("resp_1"));
        talk.page(new CallerMessage.Interrupt());
        talk.run(() -> talk.service.complains("response_cancel_not_active", null, null));
        talk.types("Hello?");

        assertThat(talk.page.notices()).isEmpty();
        assertThat(talk.service.requests()).hasSize(1);
    }

    @Test
    void twoItemsWaitingToBePlayedAreBothCut() {
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.sounds("resp_1", "item_a1", 1_000);
            talk.service.endsItem("resp_1", "item_a1", "one");
            talk.service.sounds("resp_1", "item_a2", 1_000);
            talk.service.endsItem("resp_1", "item_a2", "two");
            talk.service.ends("resp_1");
        });
        talk.passes(525);
        talk.run(() -> talk.service.hears("item_u1"));
        talk.passes(100);

        assertThat(talk.page.all(PageMessage.PlaybackStop.class))
                .containsExactly(new PageMessage.PlaybackStop(2), new PageMessage.PlaybackStop(1));
        assertThat(talk.service.truncations())
                .extracting(cut -> cut.itemId().value(), cut -> cut.audioEndMs())
                .containsExactlyInAnyOrder(tuple("item_a1", 500), tuple("item_a2", 0));
    }

    @Test
    void theCallerIsStillHeardAfterManyInterruptions() {
        for (int i = 1; i <= 10; i++) {
            talk.turn(i, "Turn " + i, WORDS, 4_000);
            talk.passes(700);
            talk.speaks(50);
        }
        talk.passes(6_000);

        assertThat(talk.service.audioBytes).isEqualTo(10L * 50 * Talk.FRAME_BYTES);
        assertThat(talk.service.truncations()).hasSize(9);
        assertThat(talk.page.shown()).hasSize(20);
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aPageThatStopsByItselfInterruptsTheAgent() {
        talk.turn(1, "Count.", WORDS, 4_000);
        talk.passes(1_000);
        talk.page(new CallerMessage.PlaybackStopped(1, 24_000));
        talk.passes(1_500);

        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        assertThat(talk.service.truncations()).hasSize(1);
    }
}
