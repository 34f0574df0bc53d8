package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.browser.PageMessage.Latency;
import dev.charla.conversation.options.ConversationOptions;
import org.junit.jupiter.api.Test;

/** How long answers take, and what the page's event log shows. */
class LatencyInConversationTest {
    private final ConversationRig conversation = ConversationRig.ready();

    @Test
    void eachStageOfAnAnswerIsTold() {
        conversation.run(() -> conversation.service.hears("item_u1"));
        conversation.passes(1_000);
        conversation.run(() -> conversation.service.hearsTheEnd("item_u1"));
        conversation.passes(100);
        conversation.run(() -> conversation.service.understands("item_u1", "Hello?"));
        conversation.passes(20);
        conversation.run(() -> conversation.service.begins("resp_1"));
        conversation.passes(80);
        conversation.run(() -> conversation.service.speaks("resp_1", "item_a1", "Hello."));
        conversation.passes(100);
        conversation.page.takesAudio = false;
        conversation.run(() -> conversation.service.sounds("resp_1", "item_a1", 500));
        conversation.passes(10);
        conversation.page.takesAudio = true;
        conversation.passes(200);

        var latency = conversation.page.all(Latency.class).getFirst();
        assertThat(latency.turn()).isEqualTo(1);
        assertThat(latency.response()).isEqualTo(1);
        assertThat(latency.stages())
                .startsWith(
                        new Latency.Stage("endpoint", 500),
                        new Latency.Stage("transcript", 600),
                        new Latency.Stage("response", 620),
                        new Latency.Stage("first_text", 700),
                        new Latency.Stage("first_audio_in", 800),
                        new Latency.Stage("first_audio_out", 820));
        assertThat(latency.stages().getLast().name()).isEqualTo("audible");
        assertThat(latency.totalMs()).isEqualTo(latency.stages().getLast().atMs());
        assertThat(latency.totalMs()).isBetween(820L, 900L);
    }

    @Test
    void eachTurnIsMeasuredOnce() {
        conversation.turn(1, "One.", "First.", 500);
        conversation.passes(1_000);
        conversation.turn(2, "Two.", "Second.", 500);
        conversation.passes(1_000);
        conversation.run(() -> conversation.service.answers("resp_3", "item_a3", "More.", 500));
        conversation.passes(1_000);

        assertThat(conversation.page.all(Latency.class))
                .extracting(Latency::turn)
                .containsExactly(1L, 2L);
    }

    @Test
    void typedTurnsAreMeasuredFromSending() {
        conversation.types("Hello?");
        conversation.passes(300);
        conversation.run(() -> conversation.service.answers("resp_1", "item_a1", "Hello.", 500));
        conversation.passes(100);

        var latency = conversation.page.all(Latency.class).getFirst();
        assertThat(latency.stages().getFirst()).isEqualTo(new Latency.Stage("response", 300));
    }

    @Test
    void theEventLogShowsEveryEventWithoutItsWords() {
        conversation.speaks(60);
        conversation.passes(1_000);
        conversation.speaks(1);
        conversation.turn(1, "Secret question", "Secret answer", 500);
        conversation.passes(700);

        var events = conversation.page.all(PageMessage.Event.class);
        assertThat(events)
                .extracting(PageMessage.Event::name)
                .contains(
                        "session.update",
                        "session.created",
                        "session.updated",
                        "input_audio_buffer.append",
                        "input_audio_buffer.speech_started",
                        "input_audio_buffer.speech_stopped",
                        "conversation.item.input_audio_transcription.completed",
                        "response.created",
                        "response.audio_transcript.delta",
                        "response.audio.delta",
                        "response.audio.done",
                        "response.done");
        assertThat(events.toString()).doesNotContain("Secret");
        assertThat(events)
                .filteredOn(event -> event.name().equals("response.audio.delta"))
                .extracting(PageMessage.Event::detail)
                .containsExactly("resp_1, 1 deltas, 500 ms");
        assertThat(events)
                .filteredOn(event -> event.name().equals("input_audio_buffer.append"))
                .extracting(PageMessage.Event::detail)
                .containsExactly("61 frames, 1220 ms");
    }

    @Test
    void theEventLogCanBeSwitchedOff() {
        var quiet = ConversationRig.ready(ConversationOptions.builder().eventLog(false).build());
        quiet.speaks(60);
        quiet.turn(1, "Hello?", "Hello.", 500);
        quiet.passes(1_000);

        assertThat(quiet.page.all(PageMessage.Event.class)).isEmpty();
    }

    @Test
    void theSnapshotCounts() {
        conversation.speaks(3);
        conversation.turn(1, "Hello?", "Hello.", 500);
        conversation.passes(200);

        var snapshot = conversation.conversation.snapshot();
        assertThat(snapshot.turns()).isEqualTo(1);
        assertThat(snapshot.unfinishedPlayouts()).isEqualTo(1);
        assertThat(snapshot.callerFrames()).isEqualTo(3);
        assertThat(snapshot.serviceEvents()).isEqualTo(13);
        assertThat(snapshot.sinceServiceEvent().toMillis()).isEqualTo(200);
    }
}
