package dev.charla.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessCookieTest {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-01T10:00:00Z"));
    private final AccessCookie cookies = new AccessCookie("three-words-or-so", now::get);

    @Test
    void aCookieIsKnownByEveryReplicaWithTheSameCode() {
        var cookie = cookies.issue(Duration.ofHours(1));

        assertThat(cookies.nameIn(cookie)).isPresent();
        assertThat(new AccessCookie("three-words-or-so", now::get).nameIn(cookie))
                .isEqualTo(cookies.nameIn(cookie));
        assertThat(cookies.nameIn(cookies.issue(Duration.ofHours(1))))
                .isNotEqualTo(cookies.nameIn(cookie));
    }

    @Test
    void anotherCodeMakesItVoid() {
        var cookie = cookies.issue(Duration.ofHours(1));

        assertThat(new AccessCookie("three-other-words", now::get).nameIn(cookie)).isEmpty();
    }

    @Test
    void itRunsOut() {
        var cookie = cookies.issue(Duration.ofHours(1));
        now.set(now.get().plus(Duration.ofHours(1)));

        assertThat(cookies.nameIn(cookie)).isEmpty();
    }

    @Test
    void whatSomebodySignedOutWithIsVoidAndForgottenOnceItWouldHaveRunOut() {
        var cookie = cookies.issue(Duration.ofHours(1));
        var other = cookies.issue(Duration.ofHours(1));
        cookies.revoke(cookie);
        cookies.revoke("nonsense");
        assertThat(cookies.nameIn(cookie)).isEmpty();
        assertThat(cookies.nameIn(other)).isPresent();
        assertThat(cookies.revoked()).isEqualTo(1);

        for (int i = 0; i < 1_000; i++) {
            cookies.revoke(cookies.issue(Duration.ofHours(1)));
        }
        now.set(now.get().plus(Duration.ofHours(2)));
        for (int i = 0; i < 1_001; i++) {
            cookies.revoke(cookies.issue(Duration.ofHours(1)));
        }

        assertThat(cookies.revoked()).isLessThan(1_010);
    }

    @Test
    void neitherItsTimeNorItsNameCanBeChanged() {
        var parts = cookies.issue(Duration.ofHours(1)).split("\\.");
        var later = Long.parseLong(parts[1]) + 3600;

        assertThat(cookies.nameIn(String.join(".", parts[0], "" + later, parts[2], parts[3])))
                .isEmpty();
        assertThat(cookies.nameIn(String.join(".", parts[0], parts[1], "somebody", parts[3])))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "...", "v1.1.2.3", "v1.99999999999.name.", "v2.1.n.s", "v1.x.n.s"})
    void whatIsNoCookieOfOursIsNone(String cookie) {
        assertThat(cookies.nameIn(cookie)).isEmpty();
    }
}
