package dev.charla.app.security;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser keeps to show that somebody gave the access code: a random name and a time, signed
 * with a key made of the code. So every replica knows it, none has to remember it, and a new code
 * makes all of them void. Those that somebody signed out with are remembered until they would have
 * run out, by the process that was told.
 */
@ThreadSafe
final class AccessCookie {
    static final String NAME = "charla-access";

    private static final String VERSION = "v1";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Looked through for those that have run out when there are so many more than last time. */
    private static final int SWEEP_EVERY = 1_000;

    private final SecretKeySpec key;
    private final InstantSource clock;

    /** Until when each would be good, in seconds of the epoch. */
    @GuardedBy("this")
    private final Map<String, Long> revoked = new HashMap<>();

    @GuardedBy("this")
    private int sweepAt = SWEEP_EVERY;

    private record Claim(String name, long untilSeconds) {}

    AccessCookie(String code, InstantSource clock) {
        this.key = new SecretKeySpec(code.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    /** A new one that is good for so long. */
    String issue(Duration life) {
        var name = new byte[12];
        RANDOM.nextBytes(name);
        var until = clock.instant().plus(life).getEpochSecond();
        var claim = VERSION + "." + until + "." + encoded(name);
        return claim + "." + signature(claim);
    }

    /** The name in a cookie of ours that is still good; empty for any other. */
    Optional<String> nameIn(String cookie) {
        return claimIn(cookie).map(Claim::name).filter(name -> !isRevoked(name));
    }

    /** Makes a cookie void, and all copies of it; one that is not good stays so. */
    void revoke(String cookie) {
        claimIn(cookie).ifPresent(this::revoke);
    }

    private synchronized void revoke(Claim claim) {
        if (revoked.size() >= sweepAt) {
            var now = clock.instant().getEpochSecond();
            revoked.values().removeIf(until -> until <= now);
            sweepAt = revoked.size() + SWEEP_EVERY;
        }
        revoked.put(claim.name(), claim.untilSeconds());
    }

    private synchronized boolean isRevoked(String name) {
        return revoked.containsKey(name);
    }

    /** Cookies that are remembered. */
    synchronized int revoked() {
        return revoked.size();
    }

    private Optional<Claim> claimIn(String cookie) {
        int signatureAt = cookie.lastIndexOf('.');
        var claim = signatureAt < 0 ? "" : cookie.substring(0, signatureAt);
        var parts = claim.split("\\.");
        if (parts.length != 3 || !parts[0].equals(VERSION) || !parts[1].matches("\\d{1,12}")) {
            return Optional.empty();
        }
        boolean ours =
                MessageDigest.isEqual(
                        bytes(signature(claim)), bytes(cookie.substring(signatureAt + 1)));
        long until = Long.parseLong(parts[1]);
        boolean good = until > clock.instant().getEpochSecond();
        return ours && good ? Optional.of(new Claim(parts[2], until)) : Optional.empty();
    }

    private String signature(String claim) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return encoded(mac.doFinal(bytes("charla access cookie " + claim)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
