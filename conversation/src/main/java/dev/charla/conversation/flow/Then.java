package dev.charla.conversation.flow;

/** What comes after a step. */
public enum Then {
    /** The step that one of its exits leads to. */
    EXITS,
    /** It is the last one: once the agent has spoken, the agent is as it is without a flow. */
    AGENT,
    /** It is the last one: once the agent has spoken and was heard, the conversation ends. */
    END
}
