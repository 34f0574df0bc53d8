package dev.charla.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ended.
 *
 * @param cause which of the known endings it was
 * @param code the WebSocket close code sent or received; 0 when there was none
 * @param httpStatus of a refused upgrade; 0 when it did not come to that
 * @param reason what the service said: the close frame's reason, or the message of a refusal; empty
 *     when it said nothing. Foreign text of at most 500 characters: show it to operators, not to
 *     callers
 * @param retryAfter how long the service asks to wait; null when it does not say
 */
public record ServiceClosed(
        CloseCause cause, int code, int httpStatus, String reason, @Nullable Duration retryAfter) {

    static final int MAX_REASON_CHARS = 500;

    public ServiceClosed {
        reason =
                reason.length() > MAX_REASON_CHARS ? reason.substring(0, MAX_REASON_CHARS) : reason;
    }

    /** An ending without further information. */
    public static ServiceClosed of(CloseCause cause) {
        return new ServiceClosed(cause, 0, 0, "", null);
    }

    /** An ending by a close frame. */
    public static ServiceClosed of(CloseCause cause, int code, String reason) {
        return new ServiceClosed(cause, code, 0, reason, null);
    }

    /** An upgrade request that was answered with an HTTP status other than 101. */
    public static ServiceClosed refused(
            CloseCause cause, int httpStatus, String reason, @Nullable Duration retryAfter) {
        return new ServiceClosed(cause, 0, httpStatus, reason, retryAfter);
    }
}
