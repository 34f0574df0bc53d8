package dev.charla.protocol.item;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.JsonView;
import dev.charla.protocol.json.ExtraMembers;
import dev.charla.protocol.json.ServiceView;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.json.WireType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One entry of a conversation. The service names every item; a client may name its own. */
@JsonIgnoreProperties(
        value = {"type", "object"},
        allowGetters = true)
public sealed interface Item extends WireObject {
    /** Its name; null before the service gave it one. */
    @Nullable ItemId id();

    /** What the service writes with every item. */
    @JsonView(ServiceView.class)
    @JsonProperty
    default String object() {
        return "realtime.item";
    }

    /**
     * Words of one party.
     *
     * @param phase {@code final_answer}, told by newer models
     */
    @WireType("message")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            Role role,
            List<ContentPart> content,
            @Nullable ItemId id,
            @Nullable ItemStatus status,
            @Nullable String phase,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Item {
        public Message {
            content = List.copyOf(content);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Message(Role role, List<ContentPart> content) {
            this(role, content, null, null, null, Map.of());
        }
    }

    /**
     * The agent calls a function of the client's.
     *
     * @param arguments JSON text, empty at first
     */
    @WireType("function_call")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FunctionCall(
            String name,
            CallId callId,
            String arguments,
            @Nullable ItemId id,
            @Nullable ItemStatus status,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Item {
        public FunctionCall {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public FunctionCall(String name, CallId callId, String arguments) {
            this(name, callId, arguments, null, null, Map.of());
        }
    }

    /** What the function answered. */
    @WireType("function_call_output")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FunctionCallOutput(
            CallId callId,
            String output,
            @Nullable ItemId id,
            @Nullable ItemStatus status,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Item {
        public FunctionCallOutput {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public FunctionCallOutput(CallId callId, String output) {
            this(callId, output, null, null, Map.of());
        }
    }

    /** The tools of an MCP server. */
    @WireType("mcp_list_tools")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record McpListTools(
            String serverLabel,
            List<McpTool> tools,
            @Nullable ItemId id,
            @Nullable ItemStatus status,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Item {
        public McpListTools {
            tools = List.copyOf(tools);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public McpListTools(String serverLabel, List<McpTool> tools) {
            this(serverLabel, tools, null, null, Map.of());
        }
    }

    /**
     * The service calls a tool of an MCP server.
     *
     * @param arguments JSON text
     * @param error as the service words it: text or an object
     */
    @WireType("mcp_call")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record McpCall(
            String serverLabel,
            String name,
            String arguments,
            @Nullable ItemId id,
            @Nullable ItemStatus status,
            @Nullable ItemId approvalRequestId,
            @Nullable String output,
            @Nullable JsonNode error,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Item {
        public McpCall {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public McpCall(String serverLabel, String name, String arguments) {
            this(serverLabel, name, arguments, null, null, null, null, null, Map.of());
        }
    }

    /** The service asks whether it may call. */
    @WireType("mcp_approval_request")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record McpApprovalRequest(
            String serverLabel,
            String name,
            String arguments,
            @Nullable ItemId id,
            @Nullable ItemStatus status,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Item {
        public McpApprovalRequest {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public McpApprovalRequest(String serverLabel, String name, String arguments) {
            this(serverLabel, name, arguments, null, null, Map.of());
        }
    }

    /** The client's answer to that. */
    @WireType("mcp_approval_response")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record McpApprovalResponse(
            ItemId approvalRequestId,
            boolean approve,
            @Nullable ItemId id,
            @Nullable ItemStatus status,
            @Nullable String reason,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Item {
        public McpApprovalResponse {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public McpApprovalResponse(ItemId approvalRequestId, boolean approve) {
            this(approvalRequestId, approve, null, null, null, Map.of());
        }
    }

    /** The service searches the web. */
    @WireType("web_search_call")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebSearchCall(
            @Nullable ItemId id,
            @Nullable ItemStatus status,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Item {
        public WebSearchCall {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public WebSearchCall() {
            this(null, null, Map.of());
        }
    }

    /** The service searches files. */
    @WireType("file_search_call")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileSearchCall(
            @Nullable ItemId id,
            @Nullable ItemStatus status,
            @Nullable List<String> queries,
            @Nullable List<FileSearchResult> results,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Item {
        public FileSearchCall {
            queries = queries == null ? null : List.copyOf(queries);
            results = results == null ? null : List.copyOf(results);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public FileSearchCall() {
            this(null, null, null, null, Map.of());
        }
    }

    /** The service asks a Foundry agent; in preview documents only. */
    @WireType("foundry_agent_call")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FoundryAgentCall(
            @Nullable ItemId id,
            @Nullable ItemStatus status,
            @Nullable String name,
            @Nullable CallId callId,
            @Nullable String arguments,
            @Nullable String agentResponseId,
            @Nullable String output,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Item {
        public FoundryAgentCall {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public FoundryAgentCall() {
            this(null, null, null, null, null, null, null, Map.of());
        }
    }

    /**
     * A tool of an MCP server.
     *
     * @param inputSchema a JSON schema
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record McpTool(
            String name,
            @Nullable String description,
            @Nullable JsonNode inputSchema,
            @Nullable JsonNode annotations,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
        public McpTool {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public McpTool(String name) {
            this(name, null, null, null, Map.of());
        }
    }

    /**
     * A place found.
     *
     * @param score 0 to 1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileSearchResult(
            @Nullable JsonNode attributes,
            @Nullable String fileId,
            @Nullable String filename,
            @Nullable Double score,
            @Nullable String text,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
        public FileSearchResult {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public FileSearchResult() {
            this(null, null, null, null, null, Map.of());
        }
    }

    /**
     * A kind this version does not know, kept as it came.
     *
     * @param type null when it had none
     * @param raw the whole JSON value; must not be changed
     */
    record Unknown(@Nullable String type, @JsonValue JsonNode raw) implements Item {
        @Override
        public @Nullable ItemId id() {
            JsonNode id = raw.get("id");
            return id != null && id.isString() ? new ItemId(id.stringValue()) : null;
        }
    }
}
