package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.charla.protocol.json.ExtraMembers;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.json.WireType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether and which tool the agent uses. */
public sealed interface ToolChoice extends WireObject {

    /** Leaves the choice to the agent, or forbids or asks for some tool. */
    record Mode(@JsonValue String value) implements ToolChoice {
        /** As it likes. */
        public static final Mode AUTO = new Mode("auto");

        /** No tool. */
        public static final Mode NONE = new Mode("none");

        /** At least one. */
        public static final Mode REQUIRED = new Mode("required");

        @Override
        public @Nullable String type() {
            return null;
        }
    }

    /** This function. */
    @WireType("function")
    record Function(String name, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements ToolChoice {
        public Function {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Function(String name) {
            this(name, Map.of());
        }
    }

    /** This MCP server, or this tool of it. */
    @WireType("mcp")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mcp(
            String serverLabel,
            @Nullable String name,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements ToolChoice {
        public Mcp {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Mcp(String serverLabel) {
            this(serverLabel, null, Map.of());
        }
    }

    /**
     * A kind this version does not know, kept as it came.
     *
     * @param type null when it had none
     * @param raw the whole JSON value; must not be changed
     */
    record Unknown(@Nullable String type, @JsonValue JsonNode raw) implements ToolChoice {}
}
