package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.CloseCause;
import dev.charla.client.ServiceClosed;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.options.Greeting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** The service is lost in the middle of a conversation, and comes back or does not. */
class ReconnectionTest {
    @Test
    void theNextSessionIsToldWhatWasSaidAndTheConversationGoesOn() {
        var conversation = ready();
        conversation.turn(1, "My name is Ana.", "Hello Ana.", 500);
        conversation.passes(1_000);

        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        assertThat(conversation.page.state()).isEqualTo(CallerState.RECONNECTING);
        conversation.passes(130);
        conversation.run(conversation.service::ready);

        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        assertThat(conversation.service.legs).hasSize(2);
        assertThat(conversation.service.legs.get(1).told())
                .containsExactly("user: My name is Ana.", "assistant: Hello Ana.");
        conversation.turn(2, "What is it?", "Ana.", 500);
        conversation.passes(1_000);
        assertThat(conversation.page.shown())
                .containsExactly("My name is Ana.", "Hello Ana.", "What is it?", "Ana.");
        assertThat(conversation.page.closes).isZero();
    }

    @Test
    void onlyWhatTheCallerHeardOfAnInterruptedAnswerIsTold() {
        var conversation = ready();
        conversation.turn(1, "Count.", "one two three four five six", 6_000);
        conversation.passes(2_000);
        conversation.page(new CallerMessage.Interrupt());
        conversation.passes(500);
        conversation.run(() -> conversation.service.breaks(CloseCause.SERVER_CLOSED));
        conversation.passes(130);
        conversation.run(conversation.service::ready);

        assertThat(conversation.service.legs.get(1).told().getLast())
                .startsWith("assistant: one")
                .doesNotContain("six");
    }

    @Test
    void anAnswerOfWhichNothingCameIsAskedForAgain() {
        var conversation = ready();
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.understands("item_u1", "What time is it?");
            conversation.service.begins("resp_1");
        });
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(130);
        conversation.run(conversation.service::ready);

        assertThat(conversation.service.legs.get(1).told())
                .containsExactly("user: What time is it?");
        assertThat(conversation.service.requests()).hasSize(1);
        assertThat(conversation.page.state()).isEqualTo(CallerState.PROCESSING);
        assertThat(conversation.page.notices()).isEmpty();
    }

    @Test
    void anAnswerThatTheServiceBreaksOverTwiceIsGivenUpAndTheConversationGoesOn() {
        var conversation = ready();
        conversation.types("Say the word that breaks you.");
        breaksAndComesBack(conversation);
        breaksAndComesBack(conversation);

        assertThat(conversation.service.requests()).hasSize(2);
        assertThat(conversation.page.notices()).containsExactly("answer_lost");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        breaksAndComesBack(conversation);
        assertThat(conversation.service.requests()).hasSize(2);
        conversation.types("Say another.");
        assertThat(conversation.service.requests()).hasSize(3);
    }

    @Test
    void anAnswerThatBeganWithoutAWordTwiceIsGivenUpToo() {
        var conversation = ready();
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.understands("item_u1", "What time is it?");
            conversation.service.begins("resp_1");
        });
        breaksAndComesBack(conversation);
        assertThat(conversation.service.requests()).hasSize(1);
        conversation.run(() -> conversation.service.begins("resp_2"));
        breaksAndComesBack(conversation);

        assertThat(conversation.service.requests()).hasSize(1);
        assertThat(conversation.page.notices()).containsExactly("answer_lost");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void eachAnswerMayBeLostOnce() {
        var conversation = ready();
        for (int i = 1; i < 5; i++) {
            conversation.types("Question " + i);
            breaksAndComesBack(conversation);
            assertThat(conversation.service.requests()).hasSize(2 * i);
            var number = i;
            conversation.run(() ->
                    conversation.service.answers("resp_" + number, "item_a" + number, "Yes.", 500));
            conversation.passes(31_000);
        }

        assertThat(conversation.page.notices()).isEmpty();
    }

    @Test
    void aGreetingThatTheServiceBreaksOverIsAskedForOnceMoreAndThenGivenUp() {
        var conversation =
                ConversationRig.ready(options().greeting(new Greeting.Said("Hello.")).build());
        assertThat(conversation.service.requests()).hasSize(1);

        breaksAndComesBack(conversation);
        assertThat(conversation.service.requests()).hasSize(2);
        breaksAndComesBack(conversation);
        breaksAndComesBack(conversation);

        assertThat(conversation.service.requests()).hasSize(2);
        assertThat(conversation.page.notices()).containsExactly("answer_lost");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void anAnswerThatBreaksOffIsHeardAsFarAsItCameAndTheCallerIsTold() {
        var conversation = ready();
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.understands("item_u1", "Tell me a story.");
            conversation.service.begins("resp_1");
            conversation.service.speaks("resp_1", "item_a1", "Once upon a time");
            conversation.service.sounds("resp_1", "item_a1", 2_000);
        });
        conversation.passes(500);
        conversation.run(() -> conversation.service.breaks(CloseCause.NO_PONG));
        conversation.passes(130);
        conversation.run(conversation.service::ready);
        conversation.passes(3_000);

        assertThat(conversation.page.notices()).containsExactly("answer_lost");
        assertThat(conversation.page.all(PageMessage.PlaybackEnd.class))
                .extracting(PageMessage.PlaybackEnd::samples)
                .containsExactly(48_000L);
        assertThat(conversation.page.caption("item_a1").text()).isEqualTo("Once upon a time");
        assertThat(conversation.page.caption("item_a1").fin()).isTrue();
        assertThat(conversation.service.requests()).isEmpty();
        assertThat(conversation.service.legs.get(1).told())
                .containsExactly("user: Tell me a story.", "assistant: Once upon a time");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void wordsThatWereNotWrittenDownYetAreAskedForAgain() {
        var conversation = ready();
        conversation.run(() -> conversation.service.hears("item_u1"));
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));

        assertThat(conversation.page.notices()).containsExactly("words_lost");
    }

    @Test
    void wordsShownSoFarStayInTheCaptions() {
        var conversation = ready();
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.understandsSoFar("item_u1", "I would like");
        });
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));

        assertThat(conversation.page.notices()).isEmpty();
        assertThat(conversation.page.caption("item_u1").text()).isEqualTo("I would like");
        assertThat(conversation.page.caption("item_u1").fin()).isTrue();
    }

    @Test
    void whatIsTypedMeanwhileIsSaidWhenTheServiceIsBack() {
        var conversation = ready();
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.types("Are you there?");
        conversation.passes(130);
        conversation.run(conversation.service::ready);

        assertThat(conversation.service.legs.get(1).told()).containsExactly("user: Are you there?");
        assertThat(conversation.service.requests()).hasSize(1);
        assertThat(conversation.page.shown()).containsExactly("Are you there?");
    }

    @Test
    void twoSecondsOfTheCallersAudioAreKeptMeanwhile() {
        var conversation = ready();
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.speaks(250);
        conversation.passes(130);
        conversation.run(conversation.service::ready);
        conversation.passes(1_000);

        assertThat(conversation.service.legs.get(1).audioBytes).isEqualTo(2 * 48_000);
        assertThat(conversation.observer.droppedBytes).isEqualTo(3 * 48_000);
        conversation.speaks(1);
        assertThat(conversation.service.legs.get(1).audioBytes)
                .isEqualTo(2 * 48_000 + ConversationRig.FRAME_BYTES);
    }

    @Test
    void whatASlowServiceMakesItsConnectionDropIsCounted() {
        var conversation = ready();
        conversation.speaks(1);
        conversation.service.legs.getFirst().droppedAudioMs = 60;
        conversation.speaks(2);
        assertThat(conversation.observer.droppedBytes).isEqualTo(60 * 48);
        conversation.service.legs.getFirst().droppedAudioMs = 80;
        conversation.speaks(1);
        assertThat(conversation.observer.droppedBytes).isEqualTo(80 * 48);

        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(130);
        conversation.run(conversation.service::ready);
        conversation.service.legs.get(1).droppedAudioMs = 20;
        conversation.speaks(1);

        assertThat(conversation.observer.droppedBytes).isEqualTo(100 * 48);
    }

    @Test
    void conversationsThatLoseTheirServiceAtTheSameMomentComeBackOneAfterAnother() {
        var spread = new Random(1);
        var waits = new ArrayList<Integer>();
        for (int i = 0; i < 100; i++) {
            var conversation = ConversationRig.ready(options(spread::nextDouble).build());
            conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
            int wait = 0;
            for (; conversation.service.legs.size() < 2; wait++) {
                conversation.passes(1);
            }
            waits.add(wait);
        }

        assertThat(waits).allMatch(wait -> wait <= 250);
        assertThat(waits.stream().filter(wait -> wait < 50).count()).isBetween(5L, 40L);
        assertThat(waits.stream().filter(wait -> wait >= 200).count()).isBetween(5L, 40L);
    }

    @Test
    void attemptsComeLessAndLessOftenUntilTheTimeIsUp() {
        var conversation = ready();
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        int attempts = 0;
        long began = conversation.loop.nanos();
        while (conversation.page.closes == 0) {
            conversation.passes(100);
            if (!conversation.service.legs.getLast().over) {
                attempts++;
                conversation.run(() -> conversation.service.breaks(CloseCause.UNREACHABLE));
            }
        }

        conversation.passes(100);

        assertThat(attempts).isBetween(5, 9);
        assertThat(Duration.ofNanos(conversation.loop.nanos() - began))
                .isLessThanOrEqualTo(Duration.ofSeconds(31));
        assertThat(ended(conversation).code()).isEqualTo("service_unreachable");
        assertThat(ended(conversation).text()).isEqualTo(CloseCause.UNREACHABLE.sentence());
        assertThat(conversation.page.state()).isEqualTo(CallerState.FAILED);
        assertThat(conversation.loop.timersWaiting()).isZero();
    }

    @Test
    void aCredentialThatIsRefusedMeanwhileEndsTheConversationAtOnce() {
        var conversation = ready();
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(130);
        conversation.run(() -> conversation.service.breaks(CloseCause.REFUSED_TOKEN));

        assertThat(ended(conversation).code()).isEqualTo("token_refused");
    }

    @Test
    void aServiceThatAsksToWaitIsNotAskedBefore() {
        var conversation = ready();
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(130);
        conversation.run(() ->
                conversation.service.ends(
                        ServiceClosed.refused(
                                CloseCause.REFUSED_TOO_MANY, 429, "", Duration.ofSeconds(12))));
        conversation.passes(12_000);
        assertThat(conversation.service.legs).hasSize(2);
        conversation.passes(
                1_600); // and all of those it told so do not come back at the same moment

        assertThat(conversation.service.legs).hasSize(3);
        conversation.run(conversation.service::ready);
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aServiceThatAsksToWaitTooLongEndsTheConversationWithItsSentence() {
        var conversation = ready();
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(130);
        conversation.run(() ->
                conversation.service.ends(
                        ServiceClosed.refused(
                                CloseCause.REFUSED_TOO_MANY, 429, "", Duration.ofMinutes(1))));

        assertThat(ended(conversation).code()).isEqualTo("too_many_requests");
        assertThat(ended(conversation).text()).contains("quota");
    }

    @Test
    void aServiceThatDropsEveryNewSessionIsGivenUp() {
        var conversation = ready();
        int sessions = 0;
        while (conversation.page.closes == 0 && sessions < 100) {
            conversation.run(() -> conversation.service.breaks(CloseCause.SERVER_CLOSED));
            for (int i = 0; i < 200 && conversation.service.legs.getLast().over; i++) {
                conversation.passes(100);
            }
            if (conversation.page.closes == 0) {
                conversation.run(conversation.service::ready);
                sessions++;
            }
        }

        assertThat(sessions).isBetween(4, 12);
        assertThat(ended(conversation).code()).isEqualTo("service_closed");
    }

    @Test
    void aServiceThatWasStableForAWhileGetsAllTheTimeAgain() {
        var conversation = ready();
        for (int i = 0; i < 10; i++) {
            conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
            conversation.passes(130);
            conversation.run(conversation.service::ready);
            conversation.passes(31_000);
        }

        assertThat(conversation.page.closes).isZero();
        assertThat(conversation.service.legs).hasSize(11);
    }

    @Test
    void aSessionThatExpiresWithoutWarningIsFollowedByAnother() {
        var conversation = ready();
        conversation.run(() -> conversation.service.complains("session_expired", null, null));
        assertThat(conversation.page.state()).isEqualTo(CallerState.RECONNECTING);
        conversation.passes(130);
        conversation.run(conversation.service::ready);

        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        assertThat(conversation.service.legs.getFirst().over).isTrue();
    }

    @Test
    void aSessionIsReplacedBeforeItsEndWithoutTheCallerNoticing() {
        var conversation = new ConversationRig(options().build());
        conversation.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        conversation.start();
        conversation.run(conversation.service::ready);
        conversation.turn(1, "My name is Ana.", "Hello Ana.", 500);
        conversation.passes(78_000);
        assertThat(conversation.service.legs).hasSize(1);

        conversation.passes(4_000);
        assertThat(conversation.service.legs).hasSize(2);
        conversation.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(4)));
        conversation.run(conversation.service::ready);
        conversation.passes(1_500);

        assertThat(conversation.service.legs.getFirst().over).isTrue();
        assertThat(conversation.service.legs.get(1).told())
                .containsExactly("user: My name is Ana.", "assistant: Hello Ana.");
        assertThat(conversation.page.states()).doesNotContain(CallerState.RECONNECTING);
        conversation.turn(2, "What is it?", "Ana.", 500);
        conversation.passes(1_000);
        assertThat(conversation.page.shown().getLast()).isEqualTo("Ana.");
        assertThat(conversation.observer.renewals).isEqualTo(1);
    }

    @Test
    void theCallersFirstSyllableGoesToTheNextSessionToo() {
        var conversation = new ConversationRig(options().build());
        conversation.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        conversation.start();
        conversation.run(conversation.service::ready);
        conversation.passes(82_000);
        conversation.run(conversation.service::open);
        conversation.run(conversation.service::created);
        conversation.speaks(100);
        conversation.run(conversation.service::updated);
        conversation.passes(1_500);

        assertThat(conversation.service.legs.getFirst().over).isTrue();
        assertThat(conversation.service.legs.get(1).audioBytes)
                .isEqualTo(30 * ConversationRig.FRAME_BYTES);
    }

    @Test
    void nobodyIsInterruptedByARenewal() {
        var conversation = new ConversationRig(options().build());
        conversation.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        conversation.start();
        conversation.run(conversation.service::ready);
        conversation.passes(79_000);
        conversation.run(() -> conversation.service.hears("item_u1"));
        conversation.passes(10_000);
        assertThat(conversation.service.legs).hasSize(1);
        conversation.run(() -> {
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.understands("item_u1", "A long question.");
            conversation.service.answers("resp_1", "item_a1", "An answer.", 3_000);
        });
        conversation.passes(3_000);
        assertThat(conversation.service.legs).hasSize(1);
        conversation.passes(3_000);

        assertThat(conversation.service.legs).hasSize(2);
    }

    @Test
    void whatIsSaidWhileTheNextSessionOpensIsToldToItTooBeforeItTakesOver() {
        var conversation = new ConversationRig(options().build());
        conversation.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        conversation.start();
        conversation.run(conversation.service::ready);
        conversation.passes(82_000);
        conversation.run(conversation.service::ready);
        conversation.service.speakAs(0);
        conversation.turn(1, "Wait.", "Yes?", 500);
        conversation.passes(3_000);

        assertThat(conversation.service.legs.getFirst().over).isTrue();
        assertThat(conversation.service.legs.get(1).told())
                .containsExactly("user: Wait.", "assistant: Yes?");
    }

    @Test
    void aConversationThatIsNeverQuietChangesOverInTheLastMoment() {
        var conversation = new ConversationRig(options().build());
        conversation.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        conversation.start();
        conversation.run(conversation.service::ready);
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.understandsSoFar("item_u1", "I am going on and on");
        });
        conversation.passes(106_000);
        assertThat(conversation.service.legs).hasSize(2);
        conversation.run(conversation.service::ready);
        conversation.passes(12_000);

        assertThat(conversation.service.legs.getFirst().over).isTrue();
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        assertThat(conversation.service.legs.get(1).told())
                .containsExactly("user: I am going on and on");
    }

    @Test
    void aNextSessionThatCannotBeOpenedIsTriedAgainAndTheConversationGoesOn() {
        var conversation = new ConversationRig(options().build());
        conversation.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        conversation.start();
        conversation.run(conversation.service::ready);
        conversation.passes(82_000);
        conversation.run(() -> conversation.service.breaks(CloseCause.REFUSED_UNAVAILABLE));
        conversation.passes(9_000);
        assertThat(conversation.service.legs).hasSize(2);
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        conversation.passes(2_000);

        assertThat(conversation.service.legs).hasSize(3);
    }

    private static ConversationRig ready() {
        return ConversationRig.ready(options().build());
    }

    private static void breaksAndComesBack(ConversationRig conversation) {
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(1_000);
        conversation.run(conversation.service::ready);
    }

    private static ConversationOptions.Builder options() {
        return options(() -> 0.5);
    }

    private static ConversationOptions.Builder options(DoubleSupplier spread) {
        return ConversationOptions.builder()
                .continuity(Continuity.DEFAULTS.with(InstantSource.fixed(Instant.EPOCH), spread));
    }

    private static PageMessage.Ended ended(ConversationRig conversation) {
        return conversation.page.all(PageMessage.Ended.class).getFirst();
    }
}
