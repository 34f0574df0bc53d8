package dev.charla.boot.limits;

import java.time.Duration;

/**
 * Why somebody may not begin a conversation now.
 *
 * @param code for programs
 * @param message a plain sentence that says what to do
 * @param retryAfter when it is worth asking again
 * @param ofAll whether everybody is refused, not only this visitor
 */
public record Refusal(String code, String message, Duration retryAfter, boolean ofAll) {
    static Refusal ofVisitor(String code, String message, Duration retryAfter) {
        return new Refusal(code, message, retryAfter, false);
    }
}
