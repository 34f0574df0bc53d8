package dev.charla.conversation.options;

/**
 * What an agent is called.
 *
 * @param name for programs
 * @param title for people
 */
public record AgentName(String name, String title) {
    /** The agent of an application that has one. */
    public static final AgentName DEFAULT = new AgentName("default", "default");

    public AgentName {
        if (name.isBlank() || title.isBlank()) {
            throw new IllegalArgumentException("an agent has a name and a title");
        }
    }
}
