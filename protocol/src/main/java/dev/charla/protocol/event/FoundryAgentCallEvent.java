package dev.charla.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.Require;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;

/**
 * The service asks a Foundry agent. In preview documents only; members beside the item are not
 * certain.
 */
public sealed interface FoundryAgentCallEvent extends ServerEvent {
    /** More of the arguments. */
    @WireType("response.foundry_agent_call_arguments.delta")
    record ArgumentsDelta(
            EventId eventId,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            String delta)
            implements FoundryAgentCallEvent {
        public ArgumentsDelta {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** The arguments are complete. */
    @WireType("response.foundry_agent_call_arguments.done")
    record ArgumentsDone(
            EventId eventId,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            String arguments)
            implements FoundryAgentCallEvent {
        public ArgumentsDone {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** The agent was asked. */
    @WireType("response.foundry_agent_call.in_progress")
    record InProgress(
            EventId eventId,
            ItemId itemId,
            int outputIndex,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String agentResponseId)
            implements FoundryAgentCallEvent {
        public InProgress {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** The agent answered. */
    @WireType("response.foundry_agent_call.completed")
    record Completed(EventId eventId, ItemId itemId, int outputIndex)
            implements FoundryAgentCallEvent {
        public Completed {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** The agent did not answer. */
    @WireType("response.foundry_agent_call.failed")
    record Failed(EventId eventId, ItemId itemId, int outputIndex)
            implements FoundryAgentCallEvent {
        public Failed {
            Require.notNegative(outputIndex, "output_index");
        }
    }
}
