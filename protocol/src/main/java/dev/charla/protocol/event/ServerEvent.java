package dev.charla.protocol.event;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.json.WireTypes;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An event of the service. The groups are named after the wire prefix. */
public sealed interface ServerEvent extends WireObject
        permits SessionEvent,
                AvatarEvent,
                InputAudioBufferEvent,
                ConversationItemEvent,
                TranscriptionEvent,
                ResponseEvent,
                AnimationEvent,
                McpListToolsEvent,
                McpCallEvent,
                WebSearchCallEvent,
                FileSearchCallEvent,
                FoundryAgentCallEvent,
                OutputAudioBufferEvent,
                RtcEvent,
                ByomCredentialEvent,
                RateLimitsEvent,
                ErrorEvent,
                WarningEvent,
                ServerEvent.Unknown {
    /** The event's ID; {@link EventId#NONE} if it came without one. */
    EventId eventId();

    /** Every type of server event that has a record, in a fixed order. */
    static Set<String> knownTypes() {
        return WireTypes.of(ServerEvent.class).keySet();
    }

    /**
     * An event this version does not know, kept as it came.
     *
     * @param type null when it had none
     * @param raw the whole JSON object; must not be changed
     */
    record Unknown(@Nullable String type, @JsonValue JsonNode raw) implements ServerEvent {
        @Override
        public EventId eventId() {
            JsonNode id = raw.get("event_id");
            return id != null && id.isString() ? new EventId(id.stringValue()) : EventId.NONE;
        }
    }
}
