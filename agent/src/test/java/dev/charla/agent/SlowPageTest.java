package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.agent.browser.CallerMessage;
import dev.charla.agent.browser.CallerState;
import dev.charla.agent.browser.PageMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The page takes audio late, or not at all, or does not play it. */
class SlowPageTest {
    private final Talk talk = Talk.ready();

    @Test
    void audioThatIsNotTakenWaitsInOrder() {
        talk.page.takesAudio = false;
        talk.turn(1, "Count.", "one two", 1_000);
        talk.passes(500);
        assertThat(talk.page.all(PageMessage.PlaybackEnd.class)).isEmpty();
        assertThat(talk.conversation.snapshot().heldForPage()).isEqualTo(Duration.ofSeconds(1));

        talk.page.takesAudio = true;
        talk.passes(2_000);

        assertThat(talk.page.framesOf).containsExactly(1L);
        assertThat(talk.page.all(PageMessage.PlaybackEnd.class))
                .containsExactly(new PageMessage.PlaybackEnd(1, 24_000));
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        assertThat(talk.conversation.snapshot().heldForPage()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aPageThatTakesNothingForLongEndsTheTalk() {
        talk.page.takesAudio = false;
        talk.turn(1, "Count.", "one two", 1_000);
        talk.passes(9_000);
        assertThat(talk.page.closes).isZero();
        talk.passes(1_500);

        assertThat(talk.page.all(PageMessage.Ended.class).getFirst().code())
                .isEqualTo("page_too_slow");
        assertThat(talk.page.closeCode).isEqualTo(1008);
    }

    @Test
    void theServiceIsHeldBackOnlyWhenMuchIsWaiting() {
        talk.page.takesAudio = false;
        talk.run(() -> talk.service.begins("resp_1"));
        sounds(30);
        assertThat(talk.service.paused).isFalse();
        sounds(1);
        assertThat(talk.service.paused).isTrue();
        assertThat(talk.conversation.snapshot().readingPaused()).isTrue();

        talk.page.takesAudio = true;
        talk.passes(100);
        assertThat(talk.service.paused).isFalse();
    }

    @Test
    void bargeInIsSeenWhileThePageIsSlow() {
        talk.page.takesAudio = false;
        talk.run(() -> talk.service.begins("resp_1"));
        sounds(20);
        talk.run(() -> talk.service.hears("item_u1"));
        talk.page.takesAudio = true;
        talk.passes(2_000);

        assertThat(talk.page.framesOf).isEmpty();
        assertThat(talk.page.state()).isEqualTo(CallerState.LISTENING);
        assertThat(talk.service.truncations())
                .singleElement()
                .satisfies(cut -> assertThat(cut.audioEndMs()).isZero());
    }

    @Test
    void aPageThatNeverPlaysDoesNotLeaveTheTalkSpeakingForEver() {
        talk.page.plays = false;
        talk.turn(1, "Count.", "one two", 2_000);
        talk.passes(5_000);
        assertThat(talk.page.state()).isEqualTo(CallerState.SPEAKING);
        talk.passes(5_000);

        assertThat(talk.page.notices()).containsExactly("playback_silent");
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        assertThat(talk.service.truncations()).isEmpty();
    }

    @Test
    void finishedBeforeTheEndWasToldIsNotTheEnd() {
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.sounds("resp_1", "item_a1", 100);
        });
        talk.page(new CallerMessage.PlaybackFinished(1, 2_400));
        assertThat(talk.page.state()).isEqualTo(CallerState.SPEAKING);
        talk.run(() -> talk.service.sounds("resp_1", "item_a1", 100));
        talk.run(() -> talk.service.ends("resp_1"));
        talk.passes(1_000);

        assertThat(talk.page.framesOf).isEqualTo(List.of(1L, 1L));
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    private void sounds(int seconds) {
        LongStream.range(0, seconds)
                .forEach(_ -> talk.run(() -> talk.service.sounds("resp_1", "item_a1", 1_000)));
    }
}
