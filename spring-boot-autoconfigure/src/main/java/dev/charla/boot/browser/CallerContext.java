package dev.charla.boot.browser;

import java.util.Map;
import java.util.Set;

/**
 * What the application says of a caller.
 *
 * @param agents names of those that they may talk with
 * @param attributes for agents
 */
record CallerContext(Set<String> agents, Map<String, Object> attributes) {
    CallerContext {
        agents = Set.copyOf(agents);
        attributes = Map.copyOf(attributes);
    }

    boolean allows(String agent) {
        return agents.contains(agent);
    }

    /** Shows nothing of the caller. */
    @Override
    public String toString() {
        return "CallerContext";
    }
}
