package dev.charla.engine.session;

import dev.charla.engine.settings.Family;
import dev.charla.protocol.settings.AgentReference;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for when it connects.
 *
 * @param model a name; what answers here is the same for all
 * @param family in which order the session tells what happens
 * @param agent whom the client addressed in place of a model; null for none
 */
public record SessionRequested(String model, Family family, @Nullable AgentReference agent) {
    /** A model by its name. */
    public static SessionRequested model(String name) {
        return new SessionRequested(name, Family.of(name), null);
    }
}
