package dev.charla.client;

/** Checks text that becomes a header's value, so that nothing can smuggle in a second header. */
final class HeaderText {
    private HeaderText() {}

    /** {@code value} without surrounding white space; an error message never contains the value. */
    static String required(String name, String value) {
        var text = value.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty");
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    name + " holds a character that cannot be sent in a header");
        }
        return text;
    }
}
