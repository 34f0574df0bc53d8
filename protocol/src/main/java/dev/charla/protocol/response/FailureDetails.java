package dev.charla.protocol.response;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What went wrong inside the service. */
public record FailureDetails(
        @Nullable String type,
        @Nullable String code,
        @Nullable String message,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String param) {}
