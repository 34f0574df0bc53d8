package dev.charla.protocol.request;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.WireType;
import dev.charla.protocol.settings.ResponseSettings;
import org.jspecify.annotations.Nullable;

/** The client asks for a response or stops one. */
public sealed interface ResponseRequest extends ClientEvent {
    /**
     * Has the agent answer.
     *
     * @param response what differs from the session for this response; null when nothing does
     * @param additionalInstructions appended to the session's instructions, for this response only
     */
    @WireType("response.create")
    record Create(
            @Nullable ResponseSettings response,
            @Nullable String additionalInstructions,
            @Nullable EventId eventId)
            implements ResponseRequest {
        /** Without the optional members. */
        public Create() {
            this(null, null, null);
        }
    }

    /**
     * Stops a response.
     *
     * @param responseId null means the active one
     */
    @WireType("response.cancel")
    record Cancel(@Nullable ResponseId responseId, @Nullable EventId eventId)
            implements ResponseRequest {
        /** Without the optional members. */
        public Cancel() {
            this(null, null);
        }
    }
}
