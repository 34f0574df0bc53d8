package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.json.ExtraMembers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The Foundry agent behind the session. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentReference(
        @Nullable String type,
        @Nullable String name,
        @Nullable String description,
        @Nullable String agentId,
        @Nullable String threadId,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    public AgentReference {
        extra = ExtraMembers.copyOf(extra);
    }

    /** Without the optional members. */
    public AgentReference() {
        this(null, null, null, null, null, Map.of());
    }
}
