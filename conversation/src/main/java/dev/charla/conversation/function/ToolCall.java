package dev.charla.conversation.function;

import dev.charla.conversation.capture.Capture;
import java.util.Optional;
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

    /**
     * Asks the caller for a value, and waits until they have said it and agreed to what was heard,
     * or have typed it. The question and what is heard are spoken word for word; the agent answers
     * nothing meanwhile, and the tool's deadline begins anew afterwards. Questions of several calls
     * are asked one after the other.
     *
     * @return empty when the caller would not say it, was silent, or was not understood after
     *     several attempts, and once the call is over
     * @throws InterruptedException when the call is ended meanwhile
     */
    <T> Optional<T> ask(Capture<T> capture) throws InterruptedException;

    /** Whether nobody waits for the result any more. */
    boolean over();
}
