package dev.charla.boot.tools;

import dev.charla.conversation.function.ToolCall;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;

/** How a method that is a tool of Spring AI's finds the conversation that it is called in. */
public final class SpokenCalls {
    static final String KEY = "charla.call";

    private SpokenCalls() {}

    /** The call of a conversation that this context is of; null when it is not called in one. */
    public static @Nullable ToolCall of(ToolContext context) {
        return context.getContext().get(KEY) instanceof ToolCall call ? call : null;
    }
}
