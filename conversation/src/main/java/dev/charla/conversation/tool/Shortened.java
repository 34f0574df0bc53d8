package dev.charla.conversation.tool;

/** The beginning of texts that may be too long. */
final class Shortened {
    private Shortened() {}

    /** At most so many UTF-16 units of a text, and no half of a character. */
    static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
