package dev.charla.conversation.state;

/** Whose turn it is, as far as the caller is concerned. */
public enum Floor {
    /** Nobody's: the agent may speak, the caller may begin. */
    OPEN,
    /** The caller's: the service hears speech, and the agent keeps quiet. */
    CALLER,
    /** The caller speaks in a conversation where speech does not interrupt the agent. */
    OVERLAP,
    /** The caller has finished a turn; the service has not begun to answer it. */
    AWAITED
}
