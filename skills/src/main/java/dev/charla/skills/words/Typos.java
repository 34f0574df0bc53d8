package dev.charla.skills.words;

import dev.charla.engine.yaml.Nearest;

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
                && !EnglishLexicon.has(said);
    }
}
