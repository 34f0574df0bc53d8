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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches one token and renews it before it expires. Concurrent callers share one fetch. Blocks:
 * call it from a virtual thread. Thread-safe.
 */
final class TokenCache {
    private static final Logger log = LoggerFactory.getLogger(TokenCache.class);

    /**
     * A token that expires sooner is renewed first. Entra tokens live 60 to 90 minutes; a
     * connection presents its token once, during the handshake, so the token need only outlast
     * that.
     */
    static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

    /** A handshake takes ten seconds at most, and the clocks of two machines differ a little. */
    static final Duration STILL_GOOD = Duration.ofSeconds(60);

    private final Supplier<TokenCredential> source;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TokenCredential credential; // guarded by lock
    private @Nullable AccessToken token; // guarded by lock
    private volatile @Nullable String refused; // read by whoever asks for a token next

    /**
     * Creates an empty cache.
     *
     * @param source called when the first token is needed
     */
    TokenCache(Supplier<TokenCredential> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * A valid token. When a renewal fails, the cached token is used until it expires, so that a
     * short outage of the identity service costs nobody a conversation.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     * @throws CredentialException when the identity service gives none
     */
    String token() throws InterruptedException, CredentialException {
        lock.lockInterruptibly();
        try {
            if (token == null || token.getToken().equals(refused)) {
                token = fetched();
            } else if (!lasts(token, RENEW_BEFORE)) {
                token = renewed(token);
            }
            return token.getToken();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Invalidates this token, which the service refused: the next connection fetches another one.
     * Does not block.
     */
    void refused(String token) {
        refused = token;
    }

    private AccessToken renewed(AccessToken held) throws InterruptedException, CredentialException {
        try {
            return fetched();
        } catch (CredentialException failure) {
            if (!lasts(held, STILL_GOOD)) {
                throw failure;
            }
            log.warn("a token could not be renewed; the current one is used until it " + "expires");
            return held;
        }
    }

    private boolean lasts(AccessToken held, Duration yet) {
        var until = OffsetDateTime.ofInstant(clock.instant().plus(yet), ZoneOffset.UTC);
        return held.getExpiresAt().isAfter(until);
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
        /** Entra's error number; the surrounding text may name people. */
        private static final Pattern NUMBER = Pattern.compile("AADSTS\\d{4,8}");

        CredentialException(@Nullable Throwable cause) {
            super("no token", cause);
        }

        /** Entra's number for the failure, such as {@code AADSTS90002}; empty when it gave none. */
        String number() {
            for (var cause = getCause(); cause != null; cause = cause.getCause()) {
                var message = cause.getMessage();
                var found = NUMBER.matcher(message == null ? "" : message);
                if (found.find()) {
                    return found.group();
                }
            }
            return "";
        }
    }
}
