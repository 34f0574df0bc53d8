package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The page takes audio late, or not at all, or does not play it. */
class SlowPageTest {
    private final ConversationRig conversation = ConversationRig.ready();

    @Test
    void audioThatIsNotTakenWaitsInOrder() {
        conversation.page.takesAudio = false;
        conversation.turn(1, "Count.", "one two", 1_000);
        conversation.passes(500);
        assertThat(conversation.page.all(PageMessage.PlaybackEnd.class)).isEmpty();
        assertThat(conversation.conversation.snapshot().heldForPage())
                .isEqualTo(Duration.ofSeconds(1));

        conversation.page.takesAudio = true;
        conversation.passes(2_000);

        assertThat(conversation.page.framesOf).containsExactly(1L);
        assertThat(conversation.page.all(PageMessage.PlaybackEnd.class))
                .containsExactly(new PageMessage.PlaybackEnd(1, 24_000));
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        assertThat(conversation.conversation.snapshot().heldForPage()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aPageThatTakesNothingForLongEndsTheConversation() {
        conversation.page.takesAudio = false;
        conversation.turn(1, "Count.", "one two", 1_000);
        conversation.passes(9_000);
        assertThat(conversation.page.closes).isZero();
        conversation.passes(1_500);

        assertThat(conversation.page.all(PageMessage.Ended.class).getFirst().code())
                .isEqualTo("page_too_slow");
        assertThat(conversation.page.closeCode).isEqualTo(1008);
    }

    @Test
    void theServiceIsHeldBackOnlyWhenMuchIsWaiting() {
        conversation.page.takesAudio = false;
        conversation.run(() -> conversation.service.begins("resp_1"));
        sounds(30);
        assertThat(conversation.service.paused).isFalse();
        sounds(1);
        assertThat(conversation.service.paused).isTrue();
        assertThat(conversation.conversation.snapshot().readingPaused()).isTrue();

        conversation.page.takesAudio = true;
        conversation.passes(100);
        assertThat(conversation.service.paused).isFalse();
    }

    @Test
    void bargeInIsSeenWhileThePageIsSlow() {
        conversation.page.takesAudio = false;
        conversation.run(() -> conversation.service.begins("resp_1"));
        sounds(20);
        conversation.run(() -> conversation.service.hears("item_u1"));
        conversation.page.takesAudio = true;
        conversation.passes(2_000);

        assertThat(conversation.page.framesOf).isEmpty();
        assertThat(conversation.page.state()).isEqualTo(CallerState.LISTENING);
        assertThat(conversation.service.truncations())
                .singleElement()
                .satisfies(cut -> assertThat(cut.audioEndMs()).isZero());
    }

    @Test
    void aPageThatNeverPlaysDoesNotLeaveTheConversationSpeakingForEver() {
        conversation.page.plays = false;
        conversation.turn(1, "Count.", "one two", 2_000);
        conversation.passes(5_000);
        assertThat(conversation.page.state()).isEqualTo(CallerState.SPEAKING);
        conversation.passes(5_000);

        assertThat(conversation.page.notices()).containsExactly("playback_silent");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        assertThat(conversation.service.truncations()).isEmpty();
    }

    @Test
    void finishedBeforeTheEndWasToldIsNotTheEnd() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.sounds("resp_1", "item_a1", 100);
        });
        conversation.page(new CallerMessage.PlaybackFinished(1, 2_400));
        assertThat(conversation.page.state()).isEqualTo(CallerState.SPEAKING);
        conversation.run(() -> conversation.service.sounds("resp_1", "item_a1", 100));
        conversation.run(() -> conversation.service.ends("resp_1"));
        conversation.passes(1_000);

        assertThat(conversation.page.framesOf).isEqualTo(List.of(1L, 1L));
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    private void sounds(int seconds) {
        LongStream.range(0, seconds)
                .forEach(_ ->
                        conversation.run(
                                () -> conversation.service.sounds("resp_1", "item_a1", 1_000)));
    }
}
