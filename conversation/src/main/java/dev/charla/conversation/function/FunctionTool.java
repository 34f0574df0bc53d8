package dev.charla.conversation.function;

import tools.jackson.databind.JsonNode;

/**
 * A tool of the application's own: the service is told of it as a function, and Charla runs it when
 * the agent calls it.
 */
public interface FunctionTool {
    /** What the agent calls it by: 1 to 64 letters, digits, {@code _} and {@code -}. */
    String name();

    /** What it does and when to use it, for the model; not blank. */
    String description();

    /** The JSON schema of its arguments, of type {@code object}; must not be changed. */
    JsonNode parameters();

    /** How it is to be run. */
    default ToolManner manner() {
        return ToolManner.DEFAULT;
    }

    /**
     * Does its work. Called on a thread of its own, by several conversations at once; may block
     * until the deadline of its {@link #manner}, at which the thread is interrupted.
     *
     * @param arguments a JSON object that fits {@link #parameters}
     * @return what the agent is told, in words or JSON
     * @throws Exception when it failed; the message is told to the agent and shown to the caller
     */
    String call(String arguments, ToolCall call) throws Exception;
}
