package dev.charla.conversation.agent;

import dev.charla.conversation.options.ConversationOptions;
import java.util.function.Supplier;

/**
 * The agent that the caller talks with. Changed on the session's loop; its name may be asked for on
 * any thread.
 */
public final class ActiveAgent implements Supplier<ConversationOptions> {
    private final Places places = new Places();
    private ConversationOptions options;
    private volatile String name; // read by tools

    /** The agent that the conversation begins with. */
    public ActiveAgent(ConversationOptions first) {
        options = places.meet(first);
        name = first.agent().name();
    }

    @Override
    public ConversationOptions get() {
        return options;
    }

    String name() {
        return name;
    }

    /** Where this agent and those that were met are. */
    Places places() {
        return places;
    }

    /** The name changes once the agent is there, with {@link #arrived}. */
    void become(ConversationOptions next) {
        options = next;
    }

    void arrived() {
        name = options.agent().name();
    }
}
