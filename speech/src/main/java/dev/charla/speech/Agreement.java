package dev.charla.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * That somebody has agreed to the licence of a model whose makers ask for it: a text beside the
 * model, so that it goes where the model goes. It counts for that very licence. Any thread.
 */
public final class Agreement {
    /** Name of the licence's file; a model without it asks for no agreement. */
    public static final String LICENCE = "LICENSE.txt";

    private static final String RECORD = "AGREED.txt";

    private Agreement() {}

    /** Whether a model's licence was agreed to, or asks for nothing. */
    public static boolean isGiven(Path model) {
        Path licence = model.resolve(LICENCE);
        Path agreed = model.resolve(RECORD);
        try {
            if (!Files.isRegularFile(licence)) {
                return true;
            }
            return Files.isRegularFile(agreed)
                    && Files.readString(agreed).contains(digest(licence));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Remembers it.
     *
     * @param how in which way it was agreed to, for people to read
     * @param when as the machine's clock tells
     */
    public static void remember(Path model, String how, Instant when) throws IOException {
        Files.writeString(
                model.resolve(RECORD),
                "%s, with the SHA-256 %s, was agreed to at %s: %s.%n"
                        .formatted(LICENCE, digest(model.resolve(LICENCE)), when, how));
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
