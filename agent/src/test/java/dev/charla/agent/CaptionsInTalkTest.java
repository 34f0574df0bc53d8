package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.agent.browser.PageMessage.Caption;
import dev.charla.agent.browser.PageMessage.Word;
import dev.charla.agent.caption.Captions;
import dev.charla.protocol.EventId;
import dev.charla.protocol.ItemId;
import dev.charla.protocol.ResponseEvent;
import dev.charla.protocol.ResponseId;
import org.junit.jupiter.api.Test;

/** What was said, in the order of speech. */
class CaptionsInTalkTest {
    private final Talk talk = Talk.ready();

    @Test
    void wordsAreToldWithTheirPlaceInTheCaptionAndInItsAudio() {
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.beginsItem("resp_1", "item_a1");
            talk.service.speaks("resp_1", "item_a1", "No, no problem.");
            word("No", 0, 200);
            word("no", 300, 150);
            word("elsewhere", 400, 50);
            word("problem", 450, 500);
        });

        assertThat(talk.page.messages)
                .filteredOn(Word.class::isInstance)
                .containsExactly(
                        new Word("item_a1", 0, 2, 0, 4_800),
                        new Word("item_a1", 4, 6, 7_200, 3_600),
                        new Word("item_a1", 7, 14, 10_800, 12_000));
    }

    private void word(String text, int offsetMs, int durationMs) {
        talk.service.says(
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
        talk.run(() -> {
            talk.service.hears("item_u1");
            talk.service.hearsTheEnd("item_u1");
            talk.service.answers("resp_1", "item_a1", "It is noon.", 500);
        });
        talk.passes(1_000);
        talk.run(() -> talk.service.understands("item_u1", "What time is it?"));

        assertThat(talk.page.shown()).containsExactly("What time is it?", "It is noon.");
    }

    @Test
    void wordsKeepTheirOrderAfterAnInterruption() {
        talk.turn(1, "Count.", "one two three four", 4_000);
        talk.passes(1_000);
        talk.run(() -> {
            talk.service.hears("item_u2");
            talk.service.hearsTheEnd("item_u2");
            talk.service.answers("resp_2", "item_a2", "Sorry.", 500);
        });
        talk.passes(1_000);
        talk.run(() -> talk.service.understands("item_u2", "Stop."));

        assertThat(talk.page.shown())
                .containsExactly("Count.", "one two three four", "Stop.", "Sorry.");
    }

    @Test
    void theInterruptedAnswerDoesNotVanishFromHistory() {
        talk.turn(1, "Count.", "one two three four", 4_000);
        talk.passes(1_025);
        talk.run(() -> talk.service.hears("item_u2"));
        talk.passes(100);

        assertThat(talk.page.caption("item_a1"))
                .satisfies(caption -> assertThat(caption.text()).isEqualTo("one two three four"))
                .satisfies(caption -> assertThat(caption.heard()).isPositive());
    }

    @Test
    void anEmptyRepetitionDoesNotLoseACompletedTranscript() {
        talk.turn(1, "Count.", "one", 500);
        talk.passes(1_000);
        talk.run(() -> talk.service.understands("item_u1", ""));

        assertThat(talk.page.shown()).containsExactly("Count.", "one");
    }

    @Test
    void speechThatWasNotUnderstoodIsMarked() {
        talk.run(() -> {
            talk.service.hears("item_u1");
            talk.service.hearsTheEnd("item_u1");
            talk.service.doesNotUnderstand("item_u1");
        });

        assertThat(talk.page.shown()).containsExactly(Captions.NOT_UNDERSTOOD);
    }

    @Test
    void aCaptionNeverChangesItsPlace() {
        for (int i = 1; i <= 20; i++) {
            talk.turn(i, "Turn " + i, "Answer " + i, 1_000);
            talk.passes(i % 3 == 0 ? 300 : 1_500);
        }

        var captions = talk.page.captions();
        assertThat(captions.stream().map(Caption::item).distinct().count()).isEqualTo(40);
        assertThat(captions.stream().map(c -> c.item() + c.order()).distinct().count())
                .isEqualTo(40);
    }
}
