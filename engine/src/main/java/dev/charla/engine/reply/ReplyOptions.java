package dev.charla.engine.reply;

import org.jspecify.annotations.Nullable;

/**
 * Generation options of an answer, where the client sets them; a model ignores options that do not
 * apply.
 *
 * @param temperature 0 to 2; null for the model's default
 * @param maxTokens maximum of output tokens; null for no limit
 * @param effort reasoning effort: {@code none} to {@code xhigh}; null for the model's default
 */
public record ReplyOptions(
        @Nullable Double temperature, @Nullable Integer maxTokens, @Nullable String effort) {
    /** The model's defaults. */
    public static final ReplyOptions NONE = new ReplyOptions(null, null, null);
}
