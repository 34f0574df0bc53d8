package dev.charla.engine.skills;

/**
 * One word of an utterance.
 *
 * @param word as phrases spell it: lower case, without accents, symbols as words
 * @param written as the caller wrote it
 */
record Token(String word, String written) {
    /** Whether it is a number in digits. */
    boolean isDigits() {
        return Character.isDigit(word.charAt(0)) || word.charAt(0) == '.';
    }
}
