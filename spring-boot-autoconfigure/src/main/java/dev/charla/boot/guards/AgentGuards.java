package dev.charla.boot.guards;

import dev.charla.conversation.guard.Guards;
import java.util.List;

/** Finds the guards that an agent names. */
@FunctionalInterface
public interface AgentGuards {
    /** Where nobody knows which there are, and none is to be used. */
    AgentGuards UNKNOWN = (_, _) -> Guards.NONE;

    /**
     * The guards of these names, in this order.
     *
     * @param setting where they are named, for who has to mend it
     * @param names {@code *} for all there are; empty for none
     * @throws dev.charla.boot.settings.SettingException if there is none of a name, or two, or one
     *     that cannot be used
     */
    Guards named(String setting, List<String> names);
}
