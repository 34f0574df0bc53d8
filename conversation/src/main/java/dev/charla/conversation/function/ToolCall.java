package dev.charla.conversation.function;

import org.jspecify.annotations.Nullable;

/**
 * One call of a tool, as the tool sees it. Any thread; once the call or the conversation is over,
 * nothing that is asked of it has an effect.
 */
public interface ToolCall {
    /** What the service knows this call by; not the same for two calls of a conversation. */
    String id();

    /** Who signed in and talks with the agent, whatever the model says; null for nobody by name. */
    @Nullable String caller();

    /**
     * Has the agent say {@code words} as soon as nobody speaks; the last few that wait are kept.
     * Blank words mean nothing.
     */
    void progress(String words);

    /** The conversation that the call was made in, for what outlasts the call as well. */
    Conversation conversation();

    /** Whether nobody waits for the result any more. */
    boolean over();
}
