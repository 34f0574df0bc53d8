package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.browser.PageMessage.Caption;
import dev.charla.conversation.browser.PageMessage.Word;
import dev.charla.conversation.caption.Captions;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import org.junit.jupiter.api.Test;

/** What was said, in the order of speech. */
class CaptionsInConversationTest {
    private final ConversationRig conversation = ConversationRig.ready();

    @Test
    void wordsAreToldWithTheirPlaceInTheCaptionAndInItsAudio() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.beginsItem("resp_1", "item_a1");
            conversation.service.speaks("resp_1", "item_a1", "No, no problem.");
            word("No", 0, 200);
            word("no", 300, 150);
            word("elsewhere", 400, 50);
            word("problem", 450, 500);
        });

        assertThat(conversation.page.messages)
                .filteredOn(Word.class::isInstance)
                .containsExactly(
                        new Word("item_a1", 0, 2, 0, 4_800),
                        new Word("item_a1", 4, 6, 7_200, 3_600),
                        new Word("item_a1", 7, 14, 10_800, 12_000));
    }

    private void word(String text, int offsetMs, int durationMs) {
        conversation.service.says(
                new ResponseEvent.AudioTimestampDelta(
                        new EventId("event_1"),
                        new ResponseId("resp_1"),
                        new ItemId("item_a1"),
                        0,
                        0,
                        offsetMs,
                        durationMs,
                        text,
                        "word"));
    }

    @Test
    void aLateTranscriptDoesNotLandAfterTheReplyItCaused() {
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.answers("resp_1", "item_a1", "It is noon.", 500);
        });
        conversation.passes(1_000);
        conversation.run(() -> conversation.service.understands("item_u1", "What time is it?"));

        assertThat(conversation.page.shown()).containsExactly("What time is it?", "It is noon.");
    }

    @Test
    void wordsKeepTheirOrderAfterAnInterruption() {
        conversation.turn(1, "Count.", "one two three four", 4_000);
        conversation.passes(1_000);
        conversation.run(() -> {
            conversation.service.hears("item_u2");
            conversation.service.hearsTheEnd("item_u2");
            conversation.service.answers("resp_2", "item_a2", "Sorry.", 500);
        });
        conversation.passes(1_000);
        conversation.run(() -> conversation.service.understands("item_u2", "Stop."));

        assertThat(conversation.page.shown())
                .containsExactly("Count.", "one two three four", "Stop.", "Sorry.");
    }

    @Test
    void theInterruptedAnswerDoesNotVanishFromHistory() {
        conversation.turn(1, "Count.", "one two three four", 4_000);
        conversation.passes(1_025);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.passes(100);

        assertThat(conversation.page.caption("item_a1"))
                .satisfies(caption -> assertThat(caption.text()).isEqualTo("one two three four"))
                .satisfies(caption -> assertThat(caption.heard()).isPositive());
    }

    @Test
    void anEmptyRepetitionDoesNotLoseACompletedTranscript() {
        conversation.turn(1, "Count.", "one", 500);
        conversation.passes(1_000);
        conversation.run(() -> conversation.service.understands("item_u1", ""));

        assertThat(conversation.page.shown()).containsExactly("Count.", "one");
    }

    @Test
    void speechThatWasNotUnderstoodIsMarked() {
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.doesNotUnderstand("item_u1");
        });

        assertThat(conversation.page.shown()).containsExactly(Captions.NOT_UNDERSTOOD);
    }

    @Test
    void aCaptionNeverChangesItsPlace() {
        for (int i = 1; i <= 20; i++) {
            conversation.turn(i, "Turn " + i, "Answer " + i, 1_000);
            conversation.passes(i % 3 == 0 ? 300 : 1_500);
        }

        var captions = conversation.page.captions();
        assertThat(captions.stream().map(Caption::item).distinct().count()).isEqualTo(40);
        assertThat(captions.stream().map(c -> c.item() + c.order()).distinct().count())
                .isEqualTo(40);
    }
}
