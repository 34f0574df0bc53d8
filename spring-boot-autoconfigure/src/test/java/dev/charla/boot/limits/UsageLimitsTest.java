package dev.charla.boot.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.wire.ClientNetwork;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageLimitsTest {
    private static final Visitor ANA = new Visitor("ana", "school");
    private static final Visitor BEN = new Visitor("ben", "school");
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-01T20:00:00Z"));

    @Test
    void onePersonHasSoManyConversationsAtOnce() {
        var limits = limits(2, 60, 100, HOUR, 0, Duration.ZERO, 0);
        var first = begun(limits, ANA);
        begun(limits, ANA);

        assertThat(code(limits, ANA)).isEqualTo("too_many_conversations");
        assertThat(limits.begin(ANA)).isNull();
        assertThat(code(limits, BEN)).isNull();

        first.end();
        first.end();
        assertThat(code(limits, ANA)).isNull();
        begun(limits, ANA);
        assertThat(code(limits, ANA)).isEqualTo("too_many_conversations");
    }

    @Test
    void oneNetworkHasSoManyConversationsAtOnce() {
        var limits = limits(2, 2, 100, HOUR, 0, Duration.ZERO, 0);
        begun(limits, ANA);
        begun(limits, BEN);

        assertThat(code(limits, new Visitor("eve", "school"))).isEqualTo("too_many_conversations");
        assertThat(code(limits, new Visitor("eve", "home"))).isNull();
    }

    @Test
    void conversationsAreNotBegunOneAfterAnotherForEver() {
        var limits = limits(2, 60, 3, HOUR, 0, Duration.ZERO, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(code(limits, ANA)).isNull();
        }

        var refusal = Objects.requireNonNull(limits.refusal(ANA));

        assertThat(refusal.code()).isEqualTo("too_many_requests");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(20));
        assertThat(limits.returnRefusal(ANA)).isNotNull();
        passes(Duration.ofSeconds(20));
        assertThat(limits.returnRefusal(ANA)).isNull();
    }

    @Test
    void aDayHasSoManyMinutesAndThenANewDayBegins() {
        var limits = limits(2, 60, 100, HOUR, 0, Duration.ZERO, 0);
        var conversation = begun(limits, ANA);
        passes(Duration.ofMinutes(50));
        conversation.end();
        assertThat(limits.longest("ana", HOUR)).isEqualTo(Duration.ofMinutes(10));
        assertThat(limits.longest("ben", HOUR)).isEqualTo(HOUR);
        var second = begun(limits, ANA);
        passes(Duration.ofMinutes(10));

        assertThat(second.used(5)).isNotNull();
        second.end();
        var refusal = Objects.requireNonNull(limits.refusal(ANA));
        assertThat(refusal.code()).isEqualTo("daily_limit");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofHours(3));
        assertThat(refusal.ofAll()).isFalse();

        passes(Duration.ofHours(3));
        assertThat(code(limits, ANA)).isNull();
        assertThat(limits.longest("ana", HOUR)).isEqualTo(HOUR);
    }

    @Test
    void aDayHasSoManyTokens() {
        var limits = limits(2, 60, 100, HOUR, 1_000, Duration.ZERO, 0);
        var conversation = begun(limits, ANA);

        assertThat(conversation.used(600)).isNull();
        assertThat(Objects.requireNonNull(conversation.used(400)).code()).isEqualTo("daily_limit");
        assertThat(code(limits, BEN)).isNull();
    }

    @Test
    void everybodyTogetherHasABudgetToo() {
        var limits = limits(2, 60, 100, HOUR, 0, Duration.ofMinutes(30), 5_000);
        begun(limits, ANA).used(3_000);

        var refusal = Objects.requireNonNull(begun(limits, BEN).used(2_000));

        assertThat(refusal.code()).isEqualTo("daily_limit_of_all");
        assertThat(refusal.ofAll()).isTrue();
        assertThat(code(limits, new Visitor("eve", "home"))).isEqualTo("daily_limit_of_all");
        assertThat(limits.longest("eve", HOUR)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void onesOwnMachineHasNoLimitsButThoseOfAll() {
        var limits =
                new UsageLimits(
                        new LimitsProperties(1, 1, 1, HOUR, 1, Duration.ZERO, 500),
                        false,
                        this::nanos,
                        now::get);
        var me = new Visitor(Visitor.ANYONE, "here");
        for (int i = 0; i < 50; i++) {
            assertThat(code(limits, me)).isNull();
            begun(limits, me);
        }

        assertThat(limits.longest(Visitor.ANYONE, HOUR)).isEqualTo(HOUR);
        assertThat(Objects.requireNonNull(begun(limits, me).used(500)).code())
                .isEqualTo("daily_limit_of_all");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "2001:db8:1:2::7, 2001:db8:1:2:aaaa::1, true",
        "2001:db8:1:2::7, 2001:db8:1:3::7, false"
    })
    void anAddressIsWhoseNetworkItIs(String one, String other, boolean same) {
        assertThat(
                        ClientNetwork.of(new InetSocketAddress(one, 1))
                                .equals(ClientNetwork.of(new InetSocketAddress(other, 2))))
                .isEqualTo(same);
    }

    private UsageLimits limits(
            int conversationsPerUser,
            int conversationsPerAddress,
            int newConversations,
            Duration perUser,
            long tokensPerUser,
            Duration perDay,
            long tokensPerDay) {
        return new UsageLimits(
                new LimitsProperties(
                        conversationsPerUser,
                        conversationsPerAddress,
                        newConversations,
                        perUser,
                        tokensPerUser,
                        perDay,
                        tokensPerDay),
                true,
                this::nanos,
                now::get);
    }

    private static UsageLimits.Meter begun(UsageLimits limits, Visitor visitor) {
        return Objects.requireNonNull(limits.begin(visitor));
    }

    private static @Nullable String code(UsageLimits limits, Visitor visitor) {
        var refusal = limits.refusal(visitor);
        return refusal == null ? null : refusal.code();
    }

    private long nanos() {
        return Duration.between(Instant.EPOCH, now.get()).toNanos();
    }

    private void passes(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
