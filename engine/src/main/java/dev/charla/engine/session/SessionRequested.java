package dev.charla.engine.session;

import dev.charla.engine.settings.Family;
import dev.charla.protocol.settings.AgentReference;
import org.jspecify.annotations.Nullable;

/**
 * What a client requests when it connects.
 *
 * @param model a name; it does not change what answers
 * @param family determines the order of the session's events
 * @param agent the agent that the client addressed in place of a model; null for none
 */
public record SessionRequested(String model, Family family, @Nullable AgentReference agent) {
    /** A model by its name. */
    public static SessionRequested model(String name) {
        return new SessionRequested(name, Family.of(name), null);
    }
}
