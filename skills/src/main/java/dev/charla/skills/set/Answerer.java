package dev.charla.skills.set;

import java.util.Set;

/** Makes the answers of a skill. Stateless; what a conversation knows is in the {@link Turn}. */
public interface Answerer {
    /** The intents it knows by name; empty when it answers any. */
    Set<String> intents();

    /** One or two sentences to be spoken. */
    String answer(Turn turn);

    /** Takes back what the last answer set going, because it is about to be done otherwise. */
    default void undo(Turn turn) {}
}
