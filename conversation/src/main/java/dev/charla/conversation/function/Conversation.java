package dev.charla.conversation.function;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conversation that an agent's own code is called in. Any thread: what is asked for is done on
 * the conversation's loop, soon, and nothing here blocks.
 *
 * <p>Once the conversation is over, nothing that is asked of it has an effect; the log says so,
 * once. Of requests that a conversation has not come round to, the first 64 are kept.
 */
public interface Conversation {
    /** Who signed in and talks, whatever the model says; null for nobody by name. */
    @Nullable String caller();

    /** Name of the agent that the caller talks with now. */
    String agent();

    /**
     * What is to be remembered until the conversation ends, by every agent of it. In it from the
     * beginning is what the application says of the caller. Nothing of it reaches the model, the
     * page or the log. May be changed by several threads at once.
     */
    Map<String, Object> attributes();

    /**
     * Has the agent say {@code words} as soon as nobody speaks, while a tool works; the last few
     * that wait are kept. Blank words mean nothing.
     */
    void progress(String words);

    /**
     * Has the agent say {@code words}, word for word, as soon as nobody speaks, whether or not a
     * tool works; the last few that wait are kept. Blank words mean nothing.
     */
    void say(String words);

    /**
     * Ends the conversation once the agent has said these words, or the caller has interrupted
     * them; without words, as soon as nobody speaks, and after a minute in any case. The first call
     * counts.
     *
     * @param lastWords blank for none
     */
    void end(String lastWords);

    /**
     * Hands the caller to another agent, in the same conversation: as soon as the present answer is
     * made, the other one speaks. Tools that are at work go on.
     *
     * @throws IllegalArgumentException if there is no such agent, the caller may not talk with it
     *     or does already; the message is a sentence that may be told to a model
     * @throws IllegalStateException if the caller is being handed on already, or was so often
     *     without having said anything; the message is one as well
     */
    void handOff(String agent);

    /**
     * Hands the caller to the agent that this class is; see {@link #handOff(String)}.
     *
     * @throws IllegalArgumentException if it is none, as well
     */
    void handOff(Class<?> agent);
}
