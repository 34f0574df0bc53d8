package dev.charla.boot.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.boot.browser.ConversationRegistry.Admission;
import dev.charla.boot.browser.ConversationRegistry.Claim;
import dev.charla.boot.limits.Visitor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConversationRegistryTest {
    private static final ConversationRequest WISH =
            new ConversationRequest("default", "en", new Visitor("ana", "here"));

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final ConversationRegistry conversations =
            new ConversationRegistry(2, Duration.ofSeconds(60), nanos::get);

    @Test
    void aTicketOpensItsConversationOnce() {
        Admission admitted = conversations.admit(WISH).orElseThrow();

        assertThat(conversations.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.Granted(WISH, true));
        assertThat(conversations.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.AlreadyOpen());
        conversations.release(admitted.id());
        assertThat(conversations.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.Unknown());
    }

    @Test
    void aTicketOfAnotherConversationOrAGuessOpensNothing() {
        Admission one = conversations.admit(WISH).orElseThrow();
        Admission other = conversations.admit(WISH).orElseThrow();

        assertThat(conversations.claim(one.id(), other.ticket(), "ana"))
                .isEqualTo(new Claim.BadTicket());
        assertThat(conversations.claim(one.id(), "", "ana")).isEqualTo(new Claim.BadTicket());
        assertThat(conversations.claim("conversation_guess", one.ticket(), "ana"))
                .isEqualTo(new Claim.Unknown());
    }

    @Test
    void aTicketRunsOutEvenWhenTheClockWrapsAround() {
        Admission admitted = conversations.admit(WISH).orElseThrow();

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());

        assertThat(conversations.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.BadTicket());
    }

    @Test
    void whoeverSignsOutLosesTheTicketsOfThatSignIn() {
        var home = new ConversationRequest("default", "en", new Visitor("ana", "here", "home"));
        var work = new ConversationRequest("default", "en", new Visitor("ana", "here", "work"));
        Admission kept = conversations.admit(work).orElseThrow();
        Admission lost = conversations.admit(home).orElseThrow();

        conversations.forget("home");

        assertThat(conversations.claim(lost.id(), lost.ticket(), "ana"))
                .isEqualTo(new Claim.Unknown());
        assertThat(conversations.claim(kept.id(), kept.ticket(), "ana"))
                .isEqualTo(new Claim.Granted(work, true));
    }

    @Test
    void placesAreLimitedAndComeBack() {
        assertThat(conversations.admit(WISH)).isPresent();
        Admission second = conversations.admit(WISH).orElseThrow();
        assertThat(conversations.admit(WISH)).isEmpty();

        conversations.claim(second.id(), second.ticket(), "ana");
        conversations.release(second.id());
        assertThat(conversations.admit(WISH)).isPresent();
        assertThat(conversations.admit(WISH)).isEmpty();

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(conversations.admit(WISH)).isPresent();
    }

    @Test
    void aConversationThatGoesOnIsOpenedByItsResumeTokenOnce() {
        Admission admitted = conversations.admit(WISH).orElseThrow();
        conversations.claim(admitted.id(), admitted.ticket(), "ana");

        Admission again =
                conversations.resume(admitted.id(), admitted.resumeToken(), "ana").orElseThrow();

        assertThat(again.id()).isEqualTo(admitted.id());
        assertThat(conversations.resume(admitted.id(), admitted.resumeToken(), "ana")).isEmpty();
        assertThat(conversations.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.BadTicket());
        assertThat(conversations.claim(again.id(), again.ticket(), "ana"))
                .isEqualTo(new Claim.Granted(WISH, false));
        assertThat(conversations.claim(again.id(), again.ticket(), "ana"))
                .isEqualTo(new Claim.AlreadyOpen());
        assertThat(conversations.resume(admitted.id(), again.resumeToken(), "ana")).isPresent();
    }

    @Test
    void aGuessedTokenResumesNothingAndVoidsNothing() {
        Admission admitted = conversations.admit(WISH).orElseThrow();
        conversations.claim(admitted.id(), admitted.ticket(), "ana");

        assertThat(conversations.resume(admitted.id(), "guess", "ana")).isEmpty();
        assertThat(conversations.resume("conversation_guess", admitted.resumeToken(), "ana"))
                .isEmpty();
        assertThat(conversations.resume(admitted.id(), admitted.resumeToken(), "ana")).isPresent();
    }

    @Test
    void somebodyElseGetsNowhereWithATicketOrAToken() {
        Admission admitted = conversations.admit(WISH).orElseThrow();

        assertThat(conversations.claim(admitted.id(), admitted.ticket(), "eve"))
                .isEqualTo(new Claim.Unknown());
        assertThat(conversations.resume(admitted.id(), admitted.resumeToken(), "eve")).isEmpty();
        assertThat(conversations.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.Granted(WISH, true));
    }

    @Test
    void aConversationThatIsOverCannotBeResumed() {
        Admission admitted = conversations.admit(WISH).orElseThrow();
        conversations.claim(admitted.id(), admitted.ticket(), "ana");
        conversations.release(admitted.id());

        assertThat(conversations.resume(admitted.id(), admitted.resumeToken(), "ana")).isEmpty();
    }

    @Test
    void aPageThatLeavesEndsItsConversationWithItsToken() {
        Admission admitted = conversations.admit(WISH).orElseThrow();
        conversations.claim(admitted.id(), admitted.ticket(), "ana");

        assertThat(conversations.leave(admitted.id(), "guess", "ana")).isFalse();
        assertThat(conversations.leave(admitted.id(), admitted.ticket(), "ana")).isFalse();
        assertThat(conversations.leave(admitted.id(), admitted.resumeToken(), "eve")).isFalse();
        assertThat(conversations.leave("conversation_guess", admitted.resumeToken(), "ana"))
                .isFalse();
        assertThat(conversations.leave(admitted.id(), admitted.resumeToken(), "ana")).isTrue();
    }

    @Test
    void aPageMayLeaveBeforeItHearsOfItsNewToken() {
        Admission admitted = conversations.admit(WISH).orElseThrow();
        conversations.claim(admitted.id(), admitted.ticket(), "ana");
        Admission again =
                conversations.resume(admitted.id(), admitted.resumeToken(), "ana").orElseThrow();

        assertThat(conversations.leave(admitted.id(), admitted.resumeToken(), "ana")).isTrue();
        assertThat(conversations.leave(admitted.id(), again.resumeToken(), "ana")).isTrue();
        conversations.claim(again.id(), again.ticket(), "ana");
        assertThat(conversations.leave(admitted.id(), admitted.resumeToken(), "ana")).isFalse();
    }

    @Test
    void aConversationThatIsLeftBeforeItBeginsGivesItsPlaceBack() {
        assertThat(conversations.admit(WISH)).isPresent();
        Admission second = conversations.admit(WISH).orElseThrow();
        assertThat(conversations.admit(WISH)).isEmpty();

        assertThat(conversations.leave(second.id(), second.resumeToken(), "ana")).isFalse();

        assertThat(conversations.admit(WISH)).isPresent();
        assertThat(conversations.claim(second.id(), second.ticket(), "ana"))
                .isEqualTo(new Claim.Unknown());
    }

    @Test
    void ticketsCannotBeReadInALog() {
        Admission admitted = conversations.admit(WISH).orElseThrow();

        assertThat(admitted.toString())
                .doesNotContain(admitted.ticket())
                .doesNotContain(admitted.resumeToken());
        assertThat(admitted.ticket()).hasSizeGreaterThanOrEqualTo(32);
    }
}
