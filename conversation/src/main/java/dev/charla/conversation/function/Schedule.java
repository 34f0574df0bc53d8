package dev.charla.conversation.function;

/** When the agent speaks about the result of a tool; it is told the result at once in any case. */
public enum Schedule {
    /** Not because of it; it knows the result when it speaks next. */
    SILENT,
    /** Now if nobody speaks, and else as if it were {@link #SILENT}. */
    SKIP_IF_BUSY,
    /** As soon as nobody speaks. */
    WHEN_IDLE,
    /** Now: what it is saying is stopped. The caller is not interrupted. */
    INTERRUPT
}
