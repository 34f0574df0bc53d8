package dev.charla.conversation.tool;

import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.flow.Lead;
import org.jspecify.annotations.Nullable;

/** What the exits of steps lead on. On the session's loop. */
public interface Exits {
    /** Why an exit is not to be called, as a sentence to the agent; null when it is. */
    @Nullable String objection(ExitTool exit);

    /**
     * An exit was called: its agent is where it leads from now on, though the session is told only
     * with {@link #settled}.
     *
     * @return false when its step was left before, so that it leads nowhere
     */
    boolean led(ExitTool exit, Lead lead);

    /** The agent was told what came of the exit. */
    void settled();
}
