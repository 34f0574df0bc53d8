package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.agent.browser.PageMessage.Caption;
import dev.charla.agent.caption.Captions;
import org.junit.jupiter.api.Test;

/** What was said, in the order of speech. */
class CaptionsInTalkTest {
    private final Talk talk = Talk.ready();

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
