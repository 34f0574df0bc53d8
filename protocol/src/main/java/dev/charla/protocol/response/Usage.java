package dev.charla.protocol.response;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Tokens that a response took. */
public record Usage(
        int totalTokens,
        int inputTokens,
        int outputTokens,
        InputTokenDetails inputTokenDetails,
        OutputTokenDetails outputTokenDetails) {
    /**
     * What went in.
     *
     * @param cacheWriteTokens told by newer models
     */
    public record InputTokenDetails(
            int cachedTokens,
            int textTokens,
            int audioTokens,
            int imageTokens,
            CachedTokenDetails cachedTokensDetails,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer cacheWriteTokens) {
        /** No tokens. */
        public InputTokenDetails() {
            this(0, 0, 0, 0, new CachedTokenDetails());
        }

        /** Without the optional members. */
        public InputTokenDetails(
                int cachedTokens,
                int textTokens,
                int audioTokens,
                int imageTokens,
                CachedTokenDetails cachedTokensDetails) {
            this(cachedTokens, textTokens, audioTokens, imageTokens, cachedTokensDetails, null);
        }
    }

    /** What of it was remembered. */
    public record CachedTokenDetails(int textTokens, int audioTokens, int imageTokens) {
        /** No tokens. */
        public CachedTokenDetails() {
            this(0, 0, 0);
        }
    }

    /** What came out. */
    public record OutputTokenDetails(int textTokens, int audioTokens, int reasoningTokens) {
        /** No tokens. */
        public OutputTokenDetails() {
            this(0, 0, 0);
        }
    }
}
