package dev.charla.protocol.event;

import dev.charla.protocol.item.EventId;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with a request.
 *
 * @param type {@code invalid_request_error} or {@code server_error}
 * @param code for programs
 * @param param the member at fault: {@code session.voice}
 * @param eventId the client event at fault, if it had a name
 */
public record ErrorDetails(
        @Nullable String type,
        @Nullable String code,
        @Nullable String message,
        @Nullable String param,
        @Nullable EventId eventId) {}
