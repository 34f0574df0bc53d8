package dev.charla.conversation.flow;

import dev.charla.conversation.function.FunctionTool;
import java.util.List;

/**
 * A step of a flow, with what is known by then. Immutable.
 *
 * @param flow what the flow is called
 * @param name what the step is called in its flow
 * @param instructions what the agent is to do in it, beside its own instructions
 * @param tools what it may call in it, exits among them, beside its ways to other agents
 * @param then what comes after it
 */
public record FlowStep(
        String flow, String name, String instructions, List<FunctionTool> tools, Then then) {
    public FlowStep {
        if (instructions.isBlank()) {
            throw new IllegalArgumentException("a step has instructions");
        }
        tools = List.copyOf(tools);
    }

    /** The same step, with other instructions. */
    public FlowStep withInstructions(String value) {
        return new FlowStep(flow, name, value, tools, then);
    }

    /** Whether the flow ends with it. */
    public boolean last() {
        return then != Then.EXITS;
    }
}
