package dev.charla.protocol.event;

import org.jspecify.annotations.Nullable;

/**
 * What was not taken as meant.
 *
 * @param param the member in question
 */
public record WarningDetails(String message, @Nullable String code, @Nullable String param) {
    /** Without the optional members. */
    public WarningDetails(String message) {
        this(message, null, null);
    }
}
