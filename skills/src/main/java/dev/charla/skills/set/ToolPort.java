package dev.charla.skills.set;

/** Calls the function tools that the session's client offers. */
public interface ToolPort {
    /**
     * Calls the tool of the turn's intent once this answer is said. What it answers is told in a
     * later answer.
     *
     * @return what is to be said now: nothing when it is called, otherwise a question for what is
     *     missing, or why it cannot be
     */
    String call(Turn turn);
}
