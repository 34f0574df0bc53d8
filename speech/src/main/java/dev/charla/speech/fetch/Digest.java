package dev.charla.speech.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * A digest that a file must have.
 *
 * @param algorithm as Java names it
 * @param hex in lower case
 */
record Digest(String algorithm, String hex) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Digits of each. The older two are what some makers of models publish. */
    private static final Map<String, Integer> DIGITS =
            Map.of("SHA-256", 64, "SHA-1", 40, "MD5", 32);

    Digest {
        Integer digits = DIGITS.get(algorithm);
        if (digits == null || !hex.matches("[0-9a-f]{" + digits + "}")) {
            throw new IllegalArgumentException("no digest: " + algorithm + ":" + hex);
        }
    }

    /**
     * Reads {@code sha256:...}, {@code sha1:...} or {@code md5:...}.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Digest parse(String text) {
        int colon = text.indexOf(':');
        String algorithm =
                switch (text.substring(0, Math.max(0, colon))) {
                    case "sha256" -> "SHA-256";
                    case "sha1" -> "SHA-1";
                    case "md5" -> "MD5";
                    default -> throw new IllegalArgumentException("no digest: " + text);
                };
        return new Digest(algorithm, text.substring(colon + 1).toLowerCase(Locale.ROOT));
    }

    static Digest of(String algorithm, Path file) throws IOException {
        MessageDigest digest = instance(algorithm);
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return new Digest(algorithm, HexFormat.of().formatHex(digest.digest()));
    }

    boolean fits(Path file) throws IOException {
        return of(algorithm, file).equals(this);
    }

    private static MessageDigest instance(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return algorithm.replace("-", "").toLowerCase(Locale.ROOT) + ":" + hex;
    }
}
