package dev.charla.conversation.page;

import org.jspecify.annotations.Nullable;

/** Codes and names that others made, cut down to what may be shown and logged. */
public final class WireCode {
    static final int MAX_CHARS = 64;

    private WireCode() {}

    /** {@code code} with nothing in it but letters, digits, dots and dashes; never empty. */
    public static String of(@Nullable String code) {
        if (code == null || code.isBlank()) {
            return "unknown";
        }
        var clean = new StringBuilder(Math.min(code.length(), MAX_CHARS));
        for (int i = 0; i < code.length() && clean.length() < MAX_CHARS; i++) {
            char c = code.charAt(i);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
            clean.append(plain ? c : '_');
        }
        return clean.toString();
    }
}
