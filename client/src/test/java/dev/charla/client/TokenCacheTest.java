package dev.charla.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** When a token is fetched, and which one is used. */
class TokenCacheTest {
    private final Hand clock = new Hand();
    private final Identity identity = new Identity();
    private final TokenCache cache = new TokenCache(() -> identity, clock);

    @Test
    void aTokenIsFetchedOnceWhileItLasts() throws Exception {
        assertThat(cache.token()).isEqualTo("token-1");

        clock.passes(Duration.ofMinutes(54));

        assertThat(cache.token()).isEqualTo("token-1");
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() throws Exception {
        cache.token();

        clock.passes(Duration.ofMinutes(56));

        assertThat(cache.token()).isEqualTo("token-2");
    }

    @Test
    void whileTheIdentityServiceIsDownTheTokenHeldIsUsedAsLongAsItLasts() throws Exception {
        cache.token();
        identity.failure = "down";
        clock.passes(Duration.ofMinutes(57));

        assertThat(cache.token()).isEqualTo("token-1");

        clock.passes(Duration.ofMinutes(2).plusSeconds(30));
        assertThatThrownBy(cache::token).isInstanceOf(TokenCache.CredentialException.class);
    }

    @Test
    void aTokenThatTheServiceRefusedIsNotShownAgain() throws Exception {
        cache.refused(cache.token());

        assertThat(cache.token()).isEqualTo("token-2");
        assertThat(cache.token()).isEqualTo("token-2");
    }

    @Test
    void aRefusedTokenIsNotUsedWhenNoOtherCanBeHad() throws Exception {
        cache.refused(cache.token());
        identity.failure = "down";

        assertThatThrownBy(cache::token).isInstanceOf(TokenCache.CredentialException.class);
    }

    @Test
    void entrasNumberIsKeptAndNothingElseOfWhatItSays() {
        identity.failure = "AADSTS90002: Tenant 'secret.example' not found. Trace ID: 123";

        assertThatThrownBy(cache::token)
                .isInstanceOfSatisfying(
                        TokenCache.CredentialException.class,
                        failure -> assertThat(failure.number()).isEqualTo("AADSTS90002"))
                .hasMessage("no token");
    }

    /** A clock that is set by hand. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-01T10:00:00Z");

        void passes(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Gives tokens for an hour, numbered from one, or none. */
    private final class Identity implements TokenCredential {
        private @Nullable String failure;
        private int given;

        @Override
        public Mono<AccessToken> getToken(TokenRequestContext request) {
            if (failure != null) {
                return Mono.error(new IllegalStateException(failure));
            }
            var until = clock.instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC);
            return Mono.just(new AccessToken("token-" + ++given, until));
        }
    }
}
