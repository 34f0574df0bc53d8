package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.browser.TalkRegistry.Admission;
import dev.charla.app.browser.TalkRegistry.Claim;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TalkRegistryTest {
    private static final TalkRequest WISH = new TalkRequest("default", "en");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final TalkRegistry talks = new TalkRegistry(2, Duration.ofSeconds(60), nanos::get);

    @Test
    void aTicketOpensItsTalkOnce() {
        Admission admitted = talks.admit(WISH).orElseThrow();

        assertThat(talks.claim(admitted.id(), admitted.ticket())).isEqualTo(new Claim.Granted(WISH));
        assertThat(talks.claim(admitted.id(), admitted.ticket()))
                .isEqualTo(new Claim.AlreadyOpen());
        talks.release(admitted.id());
        assertThat(talks.claim(admitted.id(), admitted.ticket())).isEqualTo(new Claim.Unknown());
    }

    @Test
    void aTicketOfAnotherTalkOrAGuessOpensNothing() {
        Admission one = talks.admit(WISH).orElseThrow();
        Admission other = talks.admit(WISH).orElseThrow();

        assertThat(talks.claim(one.id(), other.ticket())).isEqualTo(new Claim.BadTicket());
        assertThat(talks.claim(one.id(), "")).isEqualTo(new Claim.BadTicket());
        assertThat(talks.claim("talk_guess", one.ticket())).isEqualTo(new Claim.Unknown());
    }

    @Test
    void aTicketRunsOutEvenWhenTheClockWrapsAround() {
        Admission admitted = talks.admit(WISH).orElseThrow();

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());

        assertThat(talks.claim(admitted.id(), admitted.ticket())).isEqualTo(new Claim.BadTicket());
    }

    @Test
    void placesAreLimitedAndComeBack() {
        var _ = talks.admit(WISH).orElseThrow();
        Admission second = talks.admit(WISH).orElseThrow();
        assertThat(talks.admit(WISH)).isEmpty();

        talks.claim(second.id(), second.ticket());
        talks.release(second.id());
        assertThat(talks.admit(WISH)).isPresent();
        assertThat(talks.admit(WISH)).isEmpty();

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(talks.admit(WISH)).isPresent();
    }

    @Test
    void ticketsCannotBeReadInALog() {
        Admission admitted = talks.admit(WISH).orElseThrow();

        assertThat(admitted.toString()).doesNotContain(admitted.ticket());
        assertThat(admitted.ticket()).hasSizeGreaterThanOrEqualTo(32);
    }
}
