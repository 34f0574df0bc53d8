package dev.charla.protocol.request;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.json.WireTypes;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request of a client. The groups are named after the wire prefix. */
public sealed interface ClientEvent extends WireObject
        permits SessionRequest,
                AvatarRequest,
                InputAudioBufferRequest,
                InputAudioRequest,
                InputTextRequest,
                ConversationItemRequest,
                ResponseRequest,
                OutputAudioBufferRequest,
                RtcRequest,
                ByomCredentialRequest,
                ClientEvent.Unknown {
    /** The event ID given by the client, to which an error can refer; null when there is none. */
    @Nullable EventId eventId();

    /** Every type of client event that has a record, in a fixed order. */
    static Set<String> knownTypes() {
        return WireTypes.of(ClientEvent.class).keySet();
    }

    /**
     * An event this version does not know, kept as it came.
     *
     * @param type null when it had none
     * @param raw the whole JSON object; must not be changed
     */
    record Unknown(@Nullable String type, @JsonValue JsonNode raw) implements ClientEvent {
        @Override
        public @Nullable EventId eventId() {
            JsonNode id = raw.get("event_id");
            return id != null && id.isString() ? new EventId(id.stringValue()) : null;
        }
    }
}
