package dev.charla.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.Require;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;

/** The service calls a tool of an MCP server ({@code response.mcp_call...}). */
public sealed interface McpCallEvent extends ServerEvent {
    /**
     * More of the arguments.
     *
     * @param obfuscation padding against traffic analysis
     */
    @WireType("response.mcp_call_arguments.delta")
    record ArgumentsDelta(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            String delta,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String obfuscation)
            implements McpCallEvent {
        public ArgumentsDelta {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /**
     * The arguments are complete.
     *
     * @param arguments JSON text
     */
    @WireType("response.mcp_call_arguments.done")
    record ArgumentsDone(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            String arguments)
            implements McpCallEvent {
        public ArgumentsDone {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** The call has begun. */
    @WireType("response.mcp_call.in_progress")
    record InProgress(EventId eventId, ItemId itemId, int outputIndex) implements McpCallEvent {
        public InProgress {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** The tool answered; the answer is in the item. */
    @WireType("response.mcp_call.completed")
    record Completed(EventId eventId, ItemId itemId, int outputIndex) implements McpCallEvent {
        public Completed {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** The tool failed; the error is in the item. */
    @WireType("response.mcp_call.failed")
    record Failed(EventId eventId, ItemId itemId, int outputIndex) implements McpCallEvent {
        public Failed {
            Require.notNegative(outputIndex, "output_index");
        }
    }
}
