package dev.charla.conversation.guard;

/** Whose words a guard sees. */
public enum Guarded {
    /** What the caller types, before the service has it; what they speak, once it is written. */
    CALLER_WORDS,
    /** What the agent says, before it is heard. */
    AGENT_SPEECH
}
