package dev.charla.skills.words;

/**
 * One word of an utterance.
 *
 * @param word as phrases spell it: lower case, without accents, symbols as words
 * @param written as the caller wrote it
 */
public record Token(String word, String written) {
    /** Whether it is a number in digits. */
    public boolean isDigits() {
        return Character.isDigit(word.charAt(0)) || word.charAt(0) == '.';
    }
}
