package dev.charla.engine.reply;

import org.jspecify.annotations.Nullable;

/**
 * How a model's server refused or failed, as far as it may be logged: HTTP status and the server's
 * own error code. The server's message may repeat keys or words of the conversation, so it is not
 * kept.
 */
public final class ModelAnswer extends Exception {
    private static final long serialVersionUID = 1;

    private static final int LONGEST_CODE = 60;

    /**
     * @param status of HTTP; 0 for none
     * @param code the server's own; null for none
     */
    public ModelAnswer(int status, @Nullable String code) {
        super("HTTP " + status + (code == null ? "" : " " + plain(code)));
    }

    private static String plain(String code) {
        String cut = code.substring(0, Math.min(LONGEST_CODE, code.length()));
        // A code consists of small letters; keys do not.
        return cut.matches("[a-z_.]+") ? cut : "(a code of its own)";
    }
}
