package dev.charla.protocol.settings;

import org.jspecify.annotations.Nullable;

/**
 * How long a response may get.
 *
 * @param limit tokens, at least 1; null for no limit, which the wire says as {@code "inf"}
 */
public record MaxTokens(@Nullable Integer limit) {
    /** No limit. */
    public static final MaxTokens INFINITE = new MaxTokens(null);

    /** What a sentence about a wrong value says. */
    public static final String EXPECTED = "an integer of 1 or more, or 'inf'";

    public MaxTokens {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException("a response has at least one token");
        }
    }

    /** At most so many tokens. */
    public static MaxTokens of(int limit) {
        return new MaxTokens(limit);
    }
}
