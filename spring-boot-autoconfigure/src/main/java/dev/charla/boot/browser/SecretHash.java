package dev.charla.boot.browser;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The hash of a random secret: enough to know it again, of no use to whoever reads this memory.
 * Random secrets of 24 bytes need no slow hash. Any thread.
 */
final class SecretHash {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] digest;

    private SecretHash(byte[] digest) {
        this.digest = digest;
    }

    /** A new secret of so many random bytes, in letters that an address or a header can hold. */
    static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static SecretHash of(String secret) {
        return new SecretHash(digest(secret));
    }

    /** Compares in a time that says nothing about the secret. */
    boolean matches(String secret) {
        return MessageDigest.isEqual(digest, digest(secret));
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
