package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.agent.browser.CallerState;
import dev.charla.agent.browser.PageMessage;
import dev.charla.client.CloseCause;
import dev.charla.protocol.AudioBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page loses its socket, and comes back or does not. */
class PageReturnTest {
    @Test
    void thePageThatComesBackIsToldTheStateAndEveryCaption() {
        var talk = Talk.ready();
        talk.turn(1, "My name is Ana.", "Hello Ana.", 500);
        talk.passes(1_000);
        talk.pageLost();
        talk.passes(20_000);

        var back = new Returned();
        talk.back(back);

        assertThat(back.messages.getFirst()).isEqualTo(new PageMessage.State(CallerState.READY));
        assertThat(back.captions())
                .extracting(PageMessage.Caption::text)
                .containsExactly("My name is Ana.", "Hello Ana.");
        assertThat(talk.service.closes).isZero();
    }

    @Test
    void theTalkGoesOnInTheSameSession() {
        var talk = Talk.ready();
        talk.pageLost();
        var back = new Returned();
        talk.back(back);

        talk.types("Are you there?");
        talk.run(() -> talk.service.answers("resp_1", "item_a1", "Yes.", 500));

        assertThat(talk.service.legs).hasSize(1);
        assertThat(back.captions()).extracting(PageMessage.Caption::text).contains("Yes.");
        assertThat(back.samplesOf(1)).isEqualTo(12_000);
    }

    @Test
    void whatWasNotHeardIsSentAgainFromWhereThePageHadComeTo() {
        var talk = Talk.ready();
        talk.turn(1, "Tell me.", "A long answer.", 4_000);
        talk.passes(1_000);
        long heard = talk.page.progressOf(1);
        talk.pageLost();
        var back = new Returned();
        talk.back(back);

        assertThat(heard).isGreaterThan(12_000);
        assertThat(back.firstOffset).isEqualTo(heard);
        assertThat(back.samplesOf(1)).isEqualTo(96_000 - heard);
        assertThat(back.messages).contains(new PageMessage.PlaybackEnd(1, 96_000));
    }

    @Test
    void whatComesWhileThePageIsAwayIsHeardWhenItIsBack() {
        var talk = Talk.ready();
        talk.run(() -> {
            talk.service.hears("item_u1");
            talk.service.hearsTheEnd("item_u1");
            talk.service.understands("item_u1", "Tell me.");
        });
        talk.pageLost();
        talk.run(() -> talk.service.answers("resp_1", "item_a1", "The answer.", 2_000));
        talk.passes(5_000);
        assertThat(talk.page.framesOf).isEmpty();

        var back = new Returned();
        talk.back(back);

        assertThat(back.samplesOf(1)).isEqualTo(48_000);
        assertThat(back.messages)
                .contains(
                        new PageMessage.State(CallerState.SPEAKING),
                        new PageMessage.PlaybackEnd(1, 48_000));
    }

    @Test
    void theServiceHearsTheEndOfWhatWasBeingSaid() {
        var talk = Talk.ready();
        talk.speaks(10);
        long before = talk.service.audioBytes;
        talk.pageLost();

        assertThat(talk.service.audioBytes - before).isEqualTo(800 * 48);
        var back = new Returned();
        talk.back(back);
        talk.speaks(1);
        assertThat(talk.service.audioBytes - before).isEqualTo(800 * 48 + Talk.FRAME_BYTES);
    }

    @Test
    void aPageThatDoesNotComeBackEndsTheTalkAndLeavesNothing() {
        var talk = Talk.ready();
        talk.pageLost();
        talk.passes(29_000);
        assertThat(talk.observer.ended).isZero();
        talk.passes(2_000);

        assertThat(talk.observer.ended).isEqualTo(1);
        assertThat(talk.over).isEqualTo(1);
        assertThat(talk.service.closes).isEqualTo(1);
        talk.page.closes++; // its clock stops
        talk.passes(100);
        assertThat(talk.loop.timersWaiting()).isZero();
        assertThat(talk.conversation.callerBack(new Returned())).isFalse();
    }

    @Test
    void aPageThatItsBrowserBeganToLeaveIsWaitedForFiveSeconds() {
        var talk = Talk.ready();
        talk.browserLeaves();
        talk.passes(4_900);
        assertThat(talk.over).isZero();
        talk.back(new Returned());
        talk.passes(60_000);
        assertThat(talk.over).isZero();

        var left = Talk.ready();
        left.browserLeaves();
        left.passes(5_100);

        assertThat(left.over).isEqualTo(1);
        left.page.closes++; // its clock stops
    }

    @Test
    void aPageThatSaysGoodbyeIsNotWaitedFor() {
        var talk = Talk.ready();
        talk.run(() -> talk.conversation.callerGone(talk.page));

        assertThat(talk.over).isEqualTo(1);
    }

    @Test
    void aSecondSocketTakesOverAndTheLateEndOfTheFirstMeansNothing() {
        var talk = Talk.ready();
        var back = new Returned();
        talk.back(back);
        assertThat(talk.page.closeCode).isEqualTo(4409);

        talk.pageLost();
        talk.passes(60_000);

        assertThat(talk.over).isZero();
        assertThat(back.closes).isZero();
    }

    @Test
    void pageAndServiceMayBeLostAtTheSameTime() {
        var talk = Talk.ready();
        talk.turn(1, "My name is Ana.", "Hello Ana.", 500);
        talk.passes(1_000);
        talk.pageLost();
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.passes(260);
        talk.run(talk.service::ready);
        var back = new Returned();
        talk.back(back);

        assertThat(back.messages.getFirst()).isEqualTo(new PageMessage.State(CallerState.READY));
        assertThat(talk.service.legs.get(1).told()).hasSize(2);
    }

    @Test
    void aTalkThatEndsWhileThePageIsAwayCannotBeGoneOnWith() {
        var talk = Talk.ready();
        talk.pageLost();
        talk.run(() -> talk.conversation.end(Ending.SHUTTING_DOWN));

        assertThat(talk.over).isEqualTo(1);
        assertThat(talk.conversation.callerBack(new Returned())).isFalse();
    }

    @Test
    void audioNobodyHeardIsKeptWithinABound() {
        var unheard = new Unheard(1_000);
        for (int i = 0; i < 10; i++) {
            unheard.add(1, i * 300L, AudioBytes.wrap(new byte[600]));
        }

        assertThat(unheard.samples()).isLessThanOrEqualTo(1_000);
        unheard.forget(_ -> 2_750L);
        assertThat(unheard.chunks())
                .containsExactly(new Unheard.Chunk(1, 2_700, AudioBytes.wrap(new byte[600])));
        var rest = Unheard.after(unheard.chunks().iterator().next(), 2_950);
        assertThat(rest).isEqualTo(new Unheard.Chunk(1, 2_950, AudioBytes.wrap(new byte[100])));
    }

    @Test
    void withoutPatienceForAPageNothingIsKept() {
        var options =
                ConversationOptions.builder()
                        .continuity(Continuity.DEFAULTS.withPageAbsence(Duration.ZERO))
                        .build();
        var talk = Talk.ready(options);
        talk.pageLost();

        assertThat(talk.over).isEqualTo(1);
    }

    /** A page that is back: notes what it is sent. */
    static final class Returned implements CallerLeg {
        final List<PageMessage> messages = new ArrayList<>();
        final List<long[]> audio = new ArrayList<>();
        long firstOffset = -1;
        int closes;

        @Override
        public void send(PageMessage message) {
            messages.add(message);
        }

        @Override
        public boolean sendAudio(long response, long sampleOffset, AudioBytes pcm) {
            if (firstOffset < 0) {
                firstOffset = sampleOffset;
            }
            audio.add(new long[] {response, pcm.length() / Short.BYTES});
            return true;
        }

        @Override
        public void close(int code, String reason) {
            closes++;
        }

        long samplesOf(long response) {
            return audio.stream()
                    .filter(frame -> frame[0] == response)
                    .mapToLong(frame -> frame[1])
                    .sum();
        }

        List<PageMessage.Caption> captions() {
            return messages.stream()
                    .filter(PageMessage.Caption.class::isInstance)
                    .map(PageMessage.Caption.class::cast)
                    .toList();
        }
    }
}
