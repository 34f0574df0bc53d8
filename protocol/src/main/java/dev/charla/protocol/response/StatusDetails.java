package dev.charla.protocol.response;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why a response ended as it did.
 *
 * @param type the response's status
 * @param reason {@code turn_detected, client_cancelled, max_output_tokens, content_filter}; null
 *     when it failed
 * @param error null unless it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusDetails(String type, @Nullable String reason, @Nullable FailureDetails error) {
    /** Without the optional members. */
    public StatusDetails(String type) {
        this(type, null, null);
    }
}
