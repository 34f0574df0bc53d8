package dev.charla.engine.skills;

import dev.charla.engine.yaml.Nearest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells a typing error from another word. A word of the English dictionary is never taken for an
 * error: "home" is not "rome".
 */
final class Typos {
    private static final int SHORTEST = 4;

    /** From this length on two slips are overlooked. */
    private static final int LONG = 7;

    private Typos() {}

    /** Whether somebody who typed {@code said} very likely meant {@code meant}. */
    static boolean likely(String said, String meant) {
        if (meant.length() < SHORTEST || said.length() < SHORTEST - 1) {
            return false;
        }
        int allowed = meant.length() >= LONG ? 2 : 1;
        return Math.abs(said.length() - meant.length()) <= allowed
                && Nearest.distance(said, meant) <= allowed
                && !Dictionary.knows(said);
    }

    /** The words of the recogniser's dictionary, as hash codes to keep them at half a megabyte. */
    private static final class Dictionary {
        private static final int[] HASHES = load();

        static boolean knows(String word) {
            return Arrays.binarySearch(HASHES, word.hashCode()) >= 0;
        }

        private static int[] load() {
            InputStream in = Typos.class.getResourceAsStream(Pronunciations.DICTIONARY);
            if (in == null) {
                throw new IllegalStateException("the dictionary is missing from the class path");
            }
            try (var lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return lines.lines()
                        .mapToInt(line -> line.substring(0, line.indexOf(' ')).hashCode())
                        .sorted()
                        .toArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
