package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.CloseCause;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.page.CallerLeg;
import dev.charla.conversation.sound.Unheard;
import dev.charla.protocol.json.AudioBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page loses its socket, and comes back or does not. */
public class PageReturnTest {
    @Test
    void thePageThatComesBackIsToldTheStateAndEveryCaption() {
        var conversation = ConversationRig.ready();
        conversation.turn(1, "My name is Ana.", "Hello Ana.", 500);
        conversation.passes(1_000);
        conversation.pageLost();
        conversation.passes(20_000);

        var back = new Returned();
        conversation.back(back);

        assertThat(back.messages.getFirst()).isEqualTo(new PageMessage.State(CallerState.READY));
        assertThat(back.captions())
                .extracting(PageMessage.Caption::text)
                .containsExactly("My name is Ana.", "Hello Ana.");
        assertThat(conversation.service.closes).isZero();
    }

    @Test
    void theConversationGoesOnInTheSameSession() {
        var conversation = ConversationRig.ready();
        conversation.pageLost();
        var back = new Returned();
        conversation.back(back);

        conversation.types("Are you there?");
        conversation.run(() -> conversation.service.answers("resp_1", "item_a1", "Yes.", 500));

        assertThat(conversation.service.legs).hasSize(1);
        assertThat(back.captions()).extracting(PageMessage.Caption::text).contains("Yes.");
        assertThat(back.samplesOf(1)).isEqualTo(12_000);
    }

    @Test
    void whatWasNotHeardIsSentAgainFromWhereThePageHadComeTo() {
        var conversation = ConversationRig.ready();
        conversation.turn(1, "Tell me.", "A long answer.", 4_000);
        conversation.passes(1_000);
        long heard = conversation.page.progressOf(1);
        conversation.pageLost();
        var back = new Returned();
        conversation.back(back);

        assertThat(heard).isGreaterThan(12_000);
        assertThat(back.firstOffset).isEqualTo(heard);
        assertThat(back.samplesOf(1)).isEqualTo(96_000 - heard);
        assertThat(back.messages).contains(new PageMessage.PlaybackEnd(1, 96_000));
    }

    @Test
    void whatComesWhileThePageIsAwayIsHeardWhenItIsBack() {
        var conversation = ConversationRig.ready();
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.understands("item_u1", "Tell me.");
        });
        conversation.pageLost();
        conversation.run(
                () -> conversation.service.answers("resp_1", "item_a1", "The answer.", 2_000));
        conversation.passes(5_000);
        assertThat(conversation.page.framesOf).isEmpty();

        var back = new Returned();
        conversation.back(back);

        assertThat(back.samplesOf(1)).isEqualTo(48_000);
        assertThat(back.messages)
                .contains(
                        new PageMessage.State(CallerState.SPEAKING),
                        new PageMessage.PlaybackEnd(1, 48_000));
    }

    @Test
    void theServiceHearsTheEndOfWhatWasBeingSaid() {
        var conversation = ConversationRig.ready();
        conversation.speaks(10);
        long before = conversation.service.audioBytes;
        conversation.pageLost();

        assertThat(conversation.service.audioBytes - before).isEqualTo(800 * 48);
        var back = new Returned();
        conversation.back(back);
        conversation.speaks(1);
        assertThat(conversation.service.audioBytes - before)
                .isEqualTo(800 * 48 + ConversationRig.FRAME_BYTES);
    }

    @Test
    void aPageThatDoesNotComeBackEndsTheConversationAndLeavesNothing() {
        var conversation = ConversationRig.ready();
        conversation.pageLost();
        conversation.passes(29_000);
        assertThat(conversation.observer.ended).isZero();
        conversation.passes(2_000);

        assertThat(conversation.observer.ended).isEqualTo(1);
        assertThat(conversation.over).isEqualTo(1);
        assertThat(conversation.service.closes).isEqualTo(1);
        conversation.page.closes++; // its clock stops
        conversation.passes(100);
        assertThat(conversation.loop.timersWaiting()).isZero();
        assertThat(conversation.conversation.callerBack(new Returned())).isFalse();
    }

    @Test
    void aPageThatItsBrowserBeganToLeaveIsWaitedForFiveSeconds() {
        var conversation = ConversationRig.ready();
        conversation.browserLeaves();
        conversation.passes(4_900);
        assertThat(conversation.over).isZero();
        conversation.back(new Returned());
        conversation.passes(60_000);
        assertThat(conversation.over).isZero();

        var left = ConversationRig.ready();
        left.browserLeaves();
        left.passes(5_100);

        assertThat(left.over).isEqualTo(1);
        left.page.closes++; // its clock stops
    }

    @Test
    void aPageThatSaysGoodbyeIsNotWaitedFor() {
        var conversation = ConversationRig.ready();
        conversation.run(() -> conversation.conversation.callerGone(conversation.page));

        assertThat(conversation.over).isEqualTo(1);
    }

    @Test
    void aSecondSocketTakesOverAndTheLateEndOfTheFirstMeansNothing() {
        var conversation = ConversationRig.ready();
        var back = new Returned();
        conversation.back(back);
        assertThat(conversation.page.closeCode).isEqualTo(4409);

        conversation.pageLost();
        conversation.passes(60_000);

        assertThat(conversation.over).isZero();
        assertThat(back.closes).isZero();
    }

    @Test
    void pageAndServiceMayBeLostAtTheSameTime() {
        var conversation = ConversationRig.ready();
        conversation.turn(1, "My name is Ana.", "Hello Ana.", 500);
        conversation.passes(1_000);
        conversation.pageLost();
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(260);
        conversation.run(conversation.service::ready);
        var back = new Returned();
        conversation.back(back);

        assertThat(back.messages.getFirst()).isEqualTo(new PageMessage.State(CallerState.READY));
        assertThat(conversation.service.legs.get(1).told()).hasSize(2);
    }

    @Test
    void aConversationThatEndsWhileThePageIsAwayCannotBeGoneOnWith() {
        var conversation = ConversationRig.ready();
        conversation.pageLost();
        conversation.run(() -> conversation.conversation.end(Ending.SHUTTING_DOWN));

        assertThat(conversation.over).isEqualTo(1);
        assertThat(conversation.conversation.callerBack(new Returned())).isFalse();
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
        var conversation = ConversationRig.ready(options);
        conversation.pageLost();

        assertThat(conversation.over).isEqualTo(1);
    }

    /** A page that is back: notes what it is sent. */
    public static final class Returned implements CallerLeg {
        public final List<PageMessage> messages = new ArrayList<>();
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
