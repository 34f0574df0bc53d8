package dev.charla.conversation.guard;

/** Decides what may be said in a conversation. */
public interface WordGuard {
    /** What it is called in settings, logs and meters. */
    String name();

    /** Whose words it sees. */
    Guarded on();

    /** How it is asked. */
    default GuardManner manner() {
        return GuardManner.DEFAULT;
    }

    /**
     * Decides about words. Called on a thread of its own, again whenever words have been added, and
     * by several conversations at once; not every addition is told. May block until the deadline of
     * its {@link #manner}, at which the thread is interrupted.
     *
     * @throws Exception when it cannot decide; nothing of the message is logged or told
     */
    Verdict check(SoFar words) throws Exception;
}
