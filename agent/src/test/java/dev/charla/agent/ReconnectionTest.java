package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.agent.browser.CallerMessage;
import dev.charla.agent.browser.CallerState;
import dev.charla.agent.browser.PageMessage;
import dev.charla.client.CloseCause;
import dev.charla.client.ServiceClosed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** The service is lost in the middle of a talk, and comes back or does not. */
class ReconnectionTest {
    @Test
    void theNextSessionIsToldWhatWasSaidAndTheTalkGoesOn() {
        var talk = ready();
        talk.turn(1, "My name is Ana.", "Hello Ana.", 500);
        talk.passes(1_000);

        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        assertThat(talk.page.state()).isEqualTo(CallerState.RECONNECTING);
        talk.passes(130);
        talk.run(talk.service::ready);

        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        assertThat(talk.service.legs).hasSize(2);
        assertThat(talk.service.legs.get(1).told())
                .containsExactly("user: My name is Ana.", "assistant: Hello Ana.");
        talk.turn(2, "What is it?", "Ana.", 500);
        talk.passes(1_000);
        assertThat(talk.page.shown())
                .containsExactly("My name is Ana.", "Hello Ana.", "What is it?", "Ana.");
        assertThat(talk.page.closes).isZero();
    }

    @Test
    void onlyWhatTheCallerHeardOfAnInterruptedAnswerIsTold() {
        var talk = ready();
        talk.turn(1, "Count.", "one two three four five six", 6_000);
        talk.passes(2_000);
        talk.page(new CallerMessage.Interrupt());
        talk.passes(500);
        talk.run(() -> talk.service.breaks(CloseCause.SERVER_CLOSED));
        talk.passes(130);
        talk.run(talk.service::ready);

        assertThat(talk.service.legs.get(1).told().getLast())
                .startsWith("assistant: one")
                .doesNotContain("six");
    }

    @Test
    void anAnswerOfWhichNothingCameIsAskedForAgain() {
        var talk = ready();
        talk.run(() -> {
            talk.service.hears("item_u1");
            talk.service.hearsTheEnd("item_u1");
            talk.service.understands("item_u1", "What time is it?");
            talk.service.begins("resp_1");
        });
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.passes(130);
        talk.run(talk.service::ready);

        assertThat(talk.service.legs.get(1).told()).containsExactly("user: What time is it?");
        assertThat(talk.service.requests()).hasSize(1);
        assertThat(talk.page.state()).isEqualTo(CallerState.PROCESSING);
        assertThat(talk.page.notices()).isEmpty();
    }

    @Test
    void anAnswerThatBreaksOffIsHeardAsFarAsItCameAndTheCallerIsTold() {
        var talk = ready();
        talk.run(() -> {
            talk.service.hears("item_u1");
            talk.service.hearsTheEnd("item_u1");
            talk.service.understands("item_u1", "Tell me a story.");
            talk.service.begins("resp_1");
            talk.service.speaks("resp_1", "item_a1", "Once upon a time");
            talk.service.sounds("resp_1", "item_a1", 2_000);
        });
        talk.passes(500);
        talk.run(() -> talk.service.breaks(CloseCause.NO_PONG));
        talk.passes(130);
        talk.run(talk.service::ready);
        talk.passes(3_000);

        assertThat(talk.page.notices()).containsExactly("answer_lost");
        assertThat(talk.page.all(PageMessage.PlaybackEnd.class))
                .extracting(PageMessage.PlaybackEnd::samples)
                .containsExactly(48_000L);
        assertThat(talk.page.caption("item_a1").text()).isEqualTo("Once upon a time");
        assertThat(talk.page.caption("item_a1").fin()).isTrue();
        assertThat(talk.service.requests()).isEmpty();
        assertThat(talk.service.legs.get(1).told())
                .containsExactly("user: Tell me a story.", "assistant: Once upon a time");
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void wordsThatWereNotWrittenDownYetAreAskedForAgain() {
        var talk = ready();
        talk.run(() -> talk.service.hears("item_u1"));
        talk.run(() -> talk.service.breaks(CloseCause.LOST));

        assertThat(talk.page.notices()).containsExactly("words_lost");
    }

    @Test
    void wordsShownSoFarStayInTheCaptions() {
        var talk = ready();
        talk.run(() -> {
            talk.service.hears("item_u1");
            talk.service.understandsSoFar("item_u1", "I would like");
        });
        talk.run(() -> talk.service.breaks(CloseCause.LOST));

        assertThat(talk.page.notices()).isEmpty();
        assertThat(talk.page.caption("item_u1").text()).isEqualTo("I would like");
        assertThat(talk.page.caption("item_u1").fin()).isTrue();
    }

    @Test
    void whatIsTypedMeanwhileIsSaidWhenTheServiceIsBack() {
        var talk = ready();
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.types("Are you there?");
        talk.passes(130);
        talk.run(talk.service::ready);

        assertThat(talk.service.legs.get(1).told()).containsExactly("user: Are you there?");
        assertThat(talk.service.requests()).hasSize(1);
        assertThat(talk.page.shown()).containsExactly("Are you there?");
    }

    @Test
    void twoSecondsOfTheCallersAudioAreKeptMeanwhile() {
        var talk = ready();
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.speaks(250);
        talk.passes(130);
        talk.run(talk.service::ready);
        talk.passes(1_000);

        assertThat(talk.service.legs.get(1).audioBytes).isEqualTo(2 * 48_000);
        assertThat(talk.observer.droppedBytes).isEqualTo(3 * 48_000);
        talk.speaks(1);
        assertThat(talk.service.legs.get(1).audioBytes).isEqualTo(2 * 48_000 + Talk.FRAME_BYTES);
    }

    @Test
    void whatASlowServiceMakesItsConnectionDropIsCounted() {
        var talk = ready();
        talk.speaks(1);
        talk.service.legs.getFirst().droppedAudioMs = 60;
        talk.speaks(2);
        assertThat(talk.observer.droppedBytes).isEqualTo(60 * 48);
        talk.service.legs.getFirst().droppedAudioMs = 80;
        talk.speaks(1);
        assertThat(talk.observer.droppedBytes).isEqualTo(80 * 48);

        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.passes(130);
        talk.run(talk.service::ready);
        talk.service.legs.get(1).droppedAudioMs = 20;
        talk.speaks(1);

        assertThat(talk.observer.droppedBytes).isEqualTo(100 * 48);
    }

    @Test
    void talksThatLoseTheirServiceAtTheSameMomentComeBackOneAfterAnother() {
        var spread = new Random(1);
        var waits = new ArrayList<Integer>();
        for (int i = 0; i < 100; i++) {
            var talk = Talk.ready(options(spread::nextDouble).build());
            talk.run(() -> talk.service.breaks(CloseCause.LOST));
            int wait = 0;
            for (; talk.service.legs.size() < 2; wait++) {
                talk.passes(1);
            }
            waits.add(wait);
        }

        assertThat(waits).allMatch(wait -> wait <= 250);
        assertThat(waits.stream().filter(wait -> wait < 50).count()).isBetween(5L, 40L);
        assertThat(waits.stream().filter(wait -> wait >= 200).count()).isBetween(5L, 40L);
    }

    @Test
    void attemptsComeLessAndLessOftenUntilTheTimeIsUp() {
        var talk = ready();
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        int attempts = 0;
        long began = talk.loop.nanos();
        while (talk.page.closes == 0) {
            talk.passes(100);
            if (!talk.service.legs.getLast().over) {
                attempts++;
                talk.run(() -> talk.service.breaks(CloseCause.UNREACHABLE));
            }
        }

        talk.passes(100);

        assertThat(attempts).isBetween(5, 9);
        assertThat(Duration.ofNanos(talk.loop.nanos() - began))
                .isLessThanOrEqualTo(Duration.ofSeconds(31));
        assertThat(ended(talk).code()).isEqualTo("service_unreachable");
        assertThat(ended(talk).text()).isEqualTo(CloseCause.UNREACHABLE.sentence());
        assertThat(talk.page.state()).isEqualTo(CallerState.FAILED);
        assertThat(talk.loop.timersWaiting()).isZero();
    }

    @Test
    void aCredentialThatIsRefusedMeanwhileEndsTheTalkAtOnce() {
        var talk = ready();
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.passes(130);
        talk.run(() -> talk.service.breaks(CloseCause.REFUSED_TOKEN));

        assertThat(ended(talk).code()).isEqualTo("token_refused");
    }

    @Test
    void aServiceThatAsksToWaitIsNotAskedBefore() {
        var talk = ready();
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.passes(130);
        talk.run(() ->
                talk.service.ends(
                        ServiceClosed.refused(
                                CloseCause.REFUSED_TOO_MANY, 429, "", Duration.ofSeconds(12))));
        talk.passes(12_000);
        assertThat(talk.service.legs).hasSize(2);
        talk.passes(1_600); // and all of those it told so do not come back at the same moment

        assertThat(talk.service.legs).hasSize(3);
        talk.run(talk.service::ready);
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aServiceThatAsksToWaitTooLongEndsTheTalkWithItsSentence() {
        var talk = ready();
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.passes(130);
        talk.run(() ->
                talk.service.ends(
                        ServiceClosed.refused(
                                CloseCause.REFUSED_TOO_MANY, 429, "", Duration.ofMinutes(1))));

        assertThat(ended(talk).code()).isEqualTo("too_many_requests");
        assertThat(ended(talk).text()).contains("quota");
    }

    @Test
    void aServiceThatDropsEveryNewSessionIsGivenUp() {
        var talk = ready();
        int sessions = 0;
        while (talk.page.closes == 0 && sessions < 100) {
            talk.run(() -> talk.service.breaks(CloseCause.SERVER_CLOSED));
            for (int i = 0; i < 200 && talk.service.legs.getLast().over; i++) {
                talk.passes(100);
            }
            if (talk.page.closes == 0) {
                talk.run(talk.service::ready);
                sessions++;
            }
        }

        assertThat(sessions).isBetween(4, 12);
        assertThat(ended(talk).code()).isEqualTo("service_closed");
    }

    @Test
    void aServiceThatWasStableForAWhileGetsAllTheTimeAgain() {
        var talk = ready();
        for (int i = 0; i < 10; i++) {
            talk.run(() -> talk.service.breaks(CloseCause.LOST));
            talk.passes(130);
            talk.run(talk.service::ready);
            talk.passes(31_000);
        }

        assertThat(talk.page.closes).isZero();
        assertThat(talk.service.legs).hasSize(11);
    }

    @Test
    void aSessionThatExpiresWithoutWarningIsFollowedByAnother() {
        var talk = ready();
        talk.run(() -> talk.service.complains("session_expired", null, null));
        assertThat(talk.page.state()).isEqualTo(CallerState.RECONNECTING);
        talk.passes(130);
        talk.run(talk.service::ready);

        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        assertThat(talk.service.legs.getFirst().over).isTrue();
    }

    @Test
    void aSessionIsReplacedBeforeItsEndWithoutTheCallerNoticing() {
        var talk = new Talk(options().build());
        talk.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        talk.start();
        talk.run(talk.service::ready);
        talk.turn(1, "My name is Ana.", "Hello Ana.", 500);
        talk.passes(78_000);
        assertThat(talk.service.legs).hasSize(1);

        talk.passes(4_000);
        assertThat(talk.service.legs).hasSize(2);
        talk.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(4)));
        talk.run(talk.service::ready);
        talk.passes(1_500);

        assertThat(talk.service.legs.getFirst().over).isTrue();
        assertThat(talk.service.legs.get(1).told())
                .containsExactly("user: My name is Ana.", "assistant: Hello Ana.");
        assertThat(talk.page.states()).doesNotContain(CallerState.RECONNECTING);
        talk.turn(2, "What is it?", "Ana.", 500);
        talk.passes(1_000);
        assertThat(talk.page.shown().getLast()).isEqualTo("Ana.");
        assertThat(talk.observer.renewals).isEqualTo(1);
    }

    @Test
    void theCallersFirstSyllableGoesToTheNextSessionToo() {
        var talk = new Talk(options().build());
        talk.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        talk.start();
        talk.run(talk.service::ready);
        talk.passes(82_000);
        talk.run(talk.service::open);
        talk.run(talk.service::created);
        talk.speaks(100);
        talk.run(talk.service::updated);
        talk.passes(1_500);

        assertThat(talk.service.legs.getFirst().over).isTrue();
        assertThat(talk.service.legs.get(1).audioBytes).isEqualTo(30 * Talk.FRAME_BYTES);
    }

    @Test
    void nobodyIsInterruptedByARenewal() {
        var talk = new Talk(options().build());
        talk.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        talk.start();
        talk.run(talk.service::ready);
        talk.passes(79_000);
        talk.run(() -> talk.service.hears("item_u1"));
        talk.passes(10_000);
        assertThat(talk.service.legs).hasSize(1);
        talk.run(() -> {
            talk.service.hearsTheEnd("item_u1");
            talk.service.understands("item_u1", "A long question.");
            talk.service.answers("resp_1", "item_a1", "An answer.", 3_000);
        });
        talk.passes(3_000);
        assertThat(talk.service.legs).hasSize(1);
        talk.passes(3_000);

        assertThat(talk.service.legs).hasSize(2);
    }

    @Test
    void whatIsSaidWhileTheNextSessionOpensIsToldToItTooBeforeItTakesOver() {
        var talk = new Talk(options().build());
        talk.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        talk.start();
        talk.run(talk.service::ready);
        talk.passes(82_000);
        talk.run(talk.service::ready);
        talk.service.speakAs(0);
        talk.turn(1, "Wait.", "Yes?", 500);
        talk.passes(3_000);

        assertThat(talk.service.legs.getFirst().over).isTrue();
        assertThat(talk.service.legs.get(1).told())
                .containsExactly("user: Wait.", "assistant: Yes?");
    }

    @Test
    void aTalkThatIsNeverQuietChangesOverInTheLastMoment() {
        var talk = new Talk(options().build());
        talk.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        talk.start();
        talk.run(talk.service::ready);
        talk.run(() -> {
            talk.service.hears("item_u1");
            talk.service.understandsSoFar("item_u1", "I am going on and on");
        });
        talk.passes(106_000);
        assertThat(talk.service.legs).hasSize(2);
        talk.run(talk.service::ready);
        talk.passes(12_000);

        assertThat(talk.service.legs.getFirst().over).isTrue();
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        assertThat(talk.service.legs.get(1).told()).containsExactly("user: I am going on and on");
    }

    @Test
    void aNextSessionThatCannotBeOpenedIsTriedAgainAndTheTalkGoesOn() {
        var talk = new Talk(options().build());
        talk.service.endingAt(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        talk.start();
        talk.run(talk.service::ready);
        talk.passes(82_000);
        talk.run(() -> talk.service.breaks(CloseCause.REFUSED_UNAVAILABLE));
        talk.passes(9_000);
        assertThat(talk.service.legs).hasSize(2);
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        talk.passes(2_000);

        assertThat(talk.service.legs).hasSize(3);
    }

    private static Talk ready() {
        return Talk.ready(options().build());
    }

    private static ConversationOptions.Builder options() {
        return options(() -> 0.5);
    }

    private static ConversationOptions.Builder options(DoubleSupplier spread) {
        return ConversationOptions.builder()
                .continuity(Continuity.DEFAULTS.with(InstantSource.fixed(Instant.EPOCH), spread));
    }

    private static PageMessage.Ended ended(Talk talk) {
        return talk.page.all(PageMessage.Ended.class).getFirst();
    }
}
