package dev.charla.app.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser keeps to show that somebody gave the access code: a random name and a time, signed
 * with a key made of the code. So every replica knows it, none has to remember it, and a new code
 * makes all of them void. Any thread.
 */
final class AccessCookie {
    static final String NAME = "charla-access";

    private static final String VERSION = "v1";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final InstantSource clock;

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
        int signatureAt = cookie.lastIndexOf('.');
        var claim = signatureAt < 0 ? "" : cookie.substring(0, signatureAt);
        var parts = claim.split("\\.");
        if (parts.length != 3 || !parts[0].equals(VERSION) || !parts[1].matches("\\d{1,12}")) {
            return Optional.empty();
        }
        boolean ours =
                MessageDigest.isEqual(
                        bytes(signature(claim)), bytes(cookie.substring(signatureAt + 1)));
        boolean good = Long.parseLong(parts[1]) > clock.instant().getEpochSecond();
        return ours && good ? Optional.of(parts[2]) : Optional.empty();
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
