package dev.charla.boot.tools;

import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.flow.Lead;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.ToolCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A method of steps of one kind, or of an agent's class, that the model may have called on any of
 * them. Any thread.
 */
public interface StepMethod {
    /** What the model calls it by. */
    String name();

    /** What it is in the application, for who has to mend it. */
    String where();

    /** What it declares to return. */
    Class<?> result();

    /** It as a tool of this step. */
    FunctionTool tool(Object step);

    /**
     * It as an exit of this step, or of this agent.
     *
     * @param leading says where its result leads
     */
    ExitTool exit(Object step, Leading leading);

    /** The JSON schema of its arguments. */
    JsonNode parameters();

    /** Says where what a method returned leads. */
    @FunctionalInterface
    interface Leading {
        /**
         * Where it leads.
         *
         * @param next what was returned
         */
        Lead to(@Nullable Object next, ToolCall call);
    }
}
