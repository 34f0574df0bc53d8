package dev.charla.conversation.flow;

import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.ToolCall;

/**
 * A tool that leads from one step to another, or into a flow or out of it. It leads on only if its
 * call is answered in time, and the step that offers it was not left meanwhile.
 */
public interface ExitTool extends FunctionTool {
    /**
     * Does its work, as {@link #call} does, and says where it leads.
     *
     * @throws Exception when it failed: the step goes on; the message is told to the agent and
     *     shown to the caller
     */
    Lead lead(String arguments, ToolCall call) throws Exception;

    /** What the model is told is up to the conversation. */
    @Override
    default String call(String arguments, ToolCall call) {
        throw new UnsupportedOperationException("an exit leads on in a conversation alone");
    }
}
