package dev.charla.wire;

import java.nio.charset.StandardCharsets;

/** Keeps close codes and reasons within what RFC 6455 lets a close frame carry. */
public final class CloseText {
    /** A control frame holds 125 bytes, two of which are the code (RFC 6455, 5.5). */
    static final int MAX_REASON_BYTES = 123;

    private CloseText() {}

    /** {@code reason}, cut at a character's border to what fits. */
    public static String cut(String reason) {
        var utf8 = reason.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= MAX_REASON_BYTES) {
            return reason;
        }
        int end = MAX_REASON_BYTES;
        while ((utf8[end] & 0xC0) == 0x80) { // a continuation byte belongs to what is before it
            end--;
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8);
    }

    /** Whether an endpoint may put {@code code} into a close frame (RFC 6455, 7.4). */
    public static boolean sendable(int code) {
        boolean reserved = code == 1004 || code == 1005 || code == 1006;
        boolean registered = code >= 1000 && code <= 1014 && !reserved;
        boolean ofApplications = code >= 3000 && code <= 4999;
        return registered || ofApplications;
    }
}
