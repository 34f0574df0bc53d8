package dev.charla.engine.leg;

import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Generates the random part of IDs in Azure's format: 22 letters and digits. Any thread. */
@FunctionalInterface
public interface IdSource {
    /** Unique, except for {@link #seeded}. */
    String next();

    /** Unguessable IDs. */
    static IdSource random() {
        return from(new SecureRandom());
    }

    /** The same IDs in every run, for comparing runs. */
    static IdSource seeded(long seed) {
        return from(new Random(seed));
    }

    private static IdSource from(RandomGenerator random) {
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        return () -> {
            StringBuilder id = new StringBuilder(22);
            for (int i = 0; i < 22; i++) {
                id.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            return id.toString();
        };
    }
}
