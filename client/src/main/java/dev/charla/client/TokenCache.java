package dev.charla.client;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one token and renews it before it expires. Callers that come together wait for one fetch
 * instead of each asking the identity service. Blocks: call it from a virtual thread. Safe for any
 * thread.
 */
final class TokenCache {
    /**
     * A token that expires sooner is renewed first. Entra tokens live 60 to 90 minutes; a
     * connection shows its token once, during the handshake, so this need only outlast that.
     */
    static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    private final Supplier<TokenCredential> source;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TokenCredential credential; // guarded by lock
    private @Nullable AccessToken token; // guarded by lock

    /**
     * Holds nothing yet.
     *
     * @param source asked once, when the first token is needed
     */
    TokenCache(Supplier<TokenCredential> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * A token that is valid for a while yet.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     * @throws CredentialException when the identity service gives none
     */
    String token() throws InterruptedException, CredentialException {
        lock.lockInterruptibly();
        try {
            if (token == null || expiresSoon(token)) {
                token = fetched();
            }
            return token.getToken();
        } finally {
            lock.unlock();
        }
    }

    private boolean expiresSoon(AccessToken held) {
        var soon = OffsetDateTime.ofInstant(clock.instant().plus(RENEW_BEFORE), ZoneOffset.UTC);
        return !held.getExpiresAt().isAfter(soon);
    }

    private AccessToken fetched() throws InterruptedException, CredentialException {
        AccessToken fresh;
        try {
            credential = credential == null ? source.get() : credential;
            fresh =
                    credential.getTokenSync(
                            new TokenRequestContext()
                                    .addScopes(ServiceCredential.EntraToken.SCOPE));
        } catch (RuntimeException failure) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new CredentialException(failure);
        }
        if (fresh == null || fresh.getToken() == null) {
            throw new CredentialException(null);
        }
        return fresh;
    }

    /** The identity service gave no token. */
    static final class CredentialException extends Exception {
        CredentialException(@Nullable Throwable cause) {
            super("no token", cause);
        }
    }
}
