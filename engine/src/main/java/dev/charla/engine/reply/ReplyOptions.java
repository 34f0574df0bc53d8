package dev.charla.engine.reply;

import org.jspecify.annotations.Nullable;

/**
 * How an answer is to be thought of, where a client has a wish about it; a model of which that
 * makes no sense leaves it.
 *
 * @param temperature 0 to 2; null for the model's own
 * @param maxTokens the most that may be written; null for as many as it takes
 * @param effort how much to reason: {@code none} to {@code xhigh}; null for the model's own
 */
public record ReplyOptions(
        @Nullable Double temperature, @Nullable Integer maxTokens, @Nullable String effort) {
    /** As the model likes. */
    public static final ReplyOptions NONE = new ReplyOptions(null, null, null);
}
