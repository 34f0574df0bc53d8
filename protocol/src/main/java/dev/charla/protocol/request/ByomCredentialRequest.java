package dev.charla.protocol.request;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client renews credentials of a model it brought itself. */
public sealed interface ByomCredentialRequest extends ClientEvent {
    /**
     * New authorization for a running connection. The members are specified by name only.
     *
     * @param headers the new headers
     */
    @WireType("byom_credential.update")
    record Update(@Nullable Map<String, String> headers, @Nullable EventId eventId)
            implements ByomCredentialRequest {
        /** Without the optional members. */
        public Update() {
            this(null, null);
        }
    }
}
