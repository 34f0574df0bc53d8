package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.charla.protocol.json.ExtraMembers;
import dev.charla.protocol.json.SchemaDeserializer;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.json.WireType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Something the agent may use. */
public sealed interface Tool extends WireObject {

    /**
     * A function the client runs.
     *
     * @param parameters a JSON schema; one that came as JSON text is read as the schema in it
     */
    @WireType("function")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Function(
            String name,
            @Nullable String description,
            @JsonDeserialize(using = SchemaDeserializer.class) @Nullable JsonNode parameters,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Tool {
        public Function {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Function(String name) {
            this(name, null, null, Map.of());
        }
    }

    /**
     * An MCP server the service calls.
     *
     * @param authorization sent to the server
     * @param headers sent to the server
     */
    @WireType("mcp")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mcp(
            String serverLabel,
            @Nullable String serverUrl,
            @Nullable String authorization,
            @Nullable Map<String, String> headers,
            @Nullable List<String> allowedTools,
            @Nullable ApprovalRule requireApproval,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Tool {
        public Mcp {
            headers = headers == null ? null : ExtraMembers.copyOf(headers);
            allowedTools = allowedTools == null ? null : List.copyOf(allowedTools);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Mcp(String serverLabel) {
            this(serverLabel, null, null, null, null, null, Map.of());
        }

        /** Leaves authorization and headers out. */
        @Override
        public String toString() {
            return "Mcp[serverLabel=" + serverLabel + "]";
        }
    }

    /** An agent to hand on to; previews only. */
    @WireType("foundry_agent")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FoundryAgent(
            String agentName,
            @Nullable String agentVersion,
            @Nullable String projectName,
            @Nullable String description,
            @Nullable String agentContextType,
            @Nullable Boolean returnAgentResponseDirectly,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Tool {
        public FoundryAgent {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public FoundryAgent(String agentName) {
            this(agentName, null, null, null, null, null, Map.of());
        }
    }

    /**
     * A kind this version does not know, kept as it came.
     *
     * @param type null when it had none
     * @param raw the whole JSON value; must not be changed
     */
    record Unknown(@Nullable String type, @JsonValue JsonNode raw) implements Tool {}
}
