package dev.charla.conversation.options;

/**
 * The agents that a conversation may be handed to, as far as its caller may talk with them. Any
 * thread; must not block.
 */
public interface Agents {
    /** No other agent. */
    Agents NONE =
            new Agents() {
                @Override
                public ConversationOptions named(String name) {
                    throw new IllegalArgumentException("There is no other agent.");
                }

                @Override
                public String nameOf(Class<?> agent) {
                    throw new IllegalArgumentException("There is no other agent.");
                }
            };

    /**
     * The agent of that name. Of its options count those of a session, the greeting and the tools;
     * limits, continuity, attributes and the other agents are those of the conversation.
     *
     * @throws IllegalArgumentException if there is none, or the caller may not talk with it; the
     *     message is a sentence that may be told to a model
     */
    ConversationOptions named(String name);

    /**
     * The name of the agent that this class is.
     *
     * @throws IllegalArgumentException if it is none; the message is a sentence as well
     */
    String nameOf(Class<?> agent);
}
