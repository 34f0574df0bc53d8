package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.browser.TalkRegistry.Admission;
import dev.charla.app.browser.TalkRegistry.Claim;
import dev.charla.app.limits.Visitor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TalkRegistryTest {
    private static final TalkRequest WISH =
            new TalkRequest("default", "en", new Visitor("ana", "here"));

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final TalkRegistry talks = new TalkRegistry(2, Duration.ofSeconds(60), nanos::get);

    @Test
    void aTicketOpensItsTalkOnce() {
        Admission admitted = talks.admit(WISH).orElseThrow();

        assertThat(talks.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.Granted(WISH, true));
        assertThat(talks.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.AlreadyOpen());
        talks.release(admitted.id());
        assertThat(talks.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.Unknown());
    }

    @Test
    void aTicketOfAnotherTalkOrAGuessOpensNothing() {
        Admission one = talks.admit(WISH).orElseThrow();
        Admission other = talks.admit(WISH).orElseThrow();

        assertThat(talks.claim(one.id(), other.ticket(), "ana")).isEqualTo(new Claim.BadTicket());
        assertThat(talks.claim(one.id(), "", "ana")).isEqualTo(new Claim.BadTicket());
        assertThat(talks.claim("talk_guess", one.ticket(), "ana")).isEqualTo(new Claim.Unknown());
    }

    @Test
    void aTicketRunsOutEvenWhenTheClockWrapsAround() {
        Admission admitted = talks.admit(WISH).orElseThrow();

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());

        assertThat(talks.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.BadTicket());
    }

    @Test
    void whoeverSignsOutLosesTheTicketsOfThatSignIn() {
        var home = new TalkRequest("default", "en", new Visitor("ana", "here", "home"));
        var work = new TalkRequest("default", "en", new Visitor("ana", "here", "work"));
        Admission kept = talks.admit(work).orElseThrow();
        Admission lost = talks.admit(home).orElseThrow();

        talks.forget("home");

        assertThat(talks.claim(lost.id(), lost.ticket(), "ana")).isEqualTo(new Claim.Unknown());
        assertThat(talks.claim(kept.id(), kept.ticket(), "ana"))
                .isEqualTo(new Claim.Granted(work, true));
    }

    @Test
    void placesAreLimitedAndComeBack() {
        assertThat(talks.admit(WISH)).isPresent();
        Admission second = talks.admit(WISH).orElseThrow();
        assertThat(talks.admit(WISH)).isEmpty();

        talks.claim(second.id(), second.ticket(), "ana");
        talks.release(second.id());
        assertThat(talks.admit(WISH)).isPresent();
        assertThat(talks.admit(WISH)).isEmpty();

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(talks.admit(WISH)).isPresent();
    }

    @Test
    void aTalkThatGoesOnIsOpenedByItsResumeTokenOnce() {
        Admission admitted = talks.admit(WISH).orElseThrow();
        talks.claim(admitted.id(), admitted.ticket(), "ana");

        Admission again = talks.resume(admitted.id(), admitted.resumeToken(), "ana").orElseThrow();

        assertThat(again.id()).isEqualTo(admitted.id());
        assertThat(talks.resume(admitted.id(), admitted.resumeToken(), "ana")).isEmpty();
        assertThat(talks.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.BadTicket());
        assertThat(talks.claim(again.id(), again.ticket(), "ana"))
                .isEqualTo(new Claim.Granted(WISH, false));
        assertThat(talks.claim(again.id(), again.ticket(), "ana"))
                .isEqualTo(new Claim.AlreadyOpen());
        assertThat(talks.resume(admitted.id(), again.resumeToken(), "ana")).isPresent();
    }

    @Test
    void aGuessedTokenResumesNothingAndVoidsNothing() {
        Admission admitted = talks.admit(WISH).orElseThrow();
        talks.claim(admitted.id(), admitted.ticket(), "ana");

        assertThat(talks.resume(admitted.id(), "guess", "ana")).isEmpty();
        assertThat(talks.resume("talk_guess", admitted.resumeToken(), "ana")).isEmpty();
        assertThat(talks.resume(admitted.id(), admitted.resumeToken(), "ana")).isPresent();
    }

    @Test
    void somebodyElseGetsNowhereWithATicketOrAToken() {
        Admission admitted = talks.admit(WISH).orElseThrow();

        assertThat(talks.claim(admitted.id(), admitted.ticket(), "eve"))
                .isEqualTo(new Claim.Unknown());
        assertThat(talks.resume(admitted.id(), admitted.resumeToken(), "eve")).isEmpty();
        assertThat(talks.claim(admitted.id(), admitted.ticket(), "ana"))
                .isEqualTo(new Claim.Granted(WISH, true));
    }

    @Test
    void aTalkThatIsOverCannotBeResumed() {
        Admission admitted = talks.admit(WISH).orElseThrow();
        talks.claim(admitted.id(), admitted.ticket(), "ana");
        talks.release(admitted.id());

        assertThat(talks.resume(admitted.id(), admitted.resumeToken(), "ana")).isEmpty();
    }

    @Test
    void aPageThatLeavesEndsItsTalkWithItsToken() {
        Admission admitted = talks.admit(WISH).orElseThrow();
        talks.claim(admitted.id(), admitted.ticket(), "ana");

        assertThat(talks.leave(admitted.id(), "guess", "ana")).isFalse();
        assertThat(talks.leave(admitted.id(), admitted.ticket(), "ana")).isFalse();
        assertThat(talks.leave(admitted.id(), admitted.resumeToken(), "eve")).isFalse();
        assertThat(talks.leave("talk_guess", admitted.resumeToken(), "ana")).isFalse();
        assertThat(talks.leave(admitted.id(), admitted.resumeToken(), "ana")).isTrue();
    }

    @Test
    void aPageMayLeaveBeforeItHearsOfItsNewToken() {
        Admission admitted = talks.admit(WISH).orElseThrow();
        talks.claim(admitted.id(), admitted.ticket(), "ana");
        Admission again = talks.resume(admitted.id(), admitted.resumeToken(), "ana").orElseThrow();

        assertThat(talks.leave(admitted.id(), admitted.resumeToken(), "ana")).isTrue();
        assertThat(talks.leave(admitted.id(), again.resumeToken(), "ana")).isTrue();
        talks.claim(again.id(), again.ticket(), "ana");
        assertThat(talks.leave(admitted.id(), admitted.resumeToken(), "ana")).isFalse();
    }

    @Test
    void aTalkThatIsLeftBeforeItBeginsGivesItsPlaceBack() {
        assertThat(talks.admit(WISH)).isPresent();
        Admission second = talks.admit(WISH).orElseThrow();
        assertThat(talks.admit(WISH)).isEmpty();

        assertThat(talks.leave(second.id(), second.resumeToken(), "ana")).isFalse();

        assertThat(talks.admit(WISH)).isPresent();
        assertThat(talks.claim(second.id(), second.ticket(), "ana")).isEqualTo(new Claim.Unknown());
    }

    @Test
    void ticketsCannotBeReadInALog() {
        Admission admitted = talks.admit(WISH).orElseThrow();

        assertThat(admitted.toString())
                .doesNotContain(admitted.ticket())
                .doesNotContain(admitted.resumeToken());
        assertThat(admitted.ticket()).hasSizeGreaterThanOrEqualTo(32);
    }
}
