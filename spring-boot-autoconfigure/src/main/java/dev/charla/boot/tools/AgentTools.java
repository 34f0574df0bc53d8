package dev.charla.boot.tools;

import dev.charla.conversation.function.FunctionTools;
import java.util.List;

/** Finds the tools that an agent names. */
@FunctionalInterface
public interface AgentTools {
    /** Where nobody knows which there are, and none is to be used. */
    AgentTools UNKNOWN = (_, _) -> FunctionTools.NONE;

    /**
     * The tools of these names.
     *
     * @param setting where they are named, for who has to mend it
     * @param names {@code *} for all there are; empty for none
     * @throws dev.charla.boot.settings.SettingException if there is none of a name, or two, or one
     *     that cannot be used
     */
    FunctionTools named(String setting, List<String> names);

    /**
     * The tools that are methods of this bean.
     *
     * @throws dev.charla.boot.settings.SettingException if one of them cannot be used
     */
    default FunctionTools of(String bean) {
        return FunctionTools.NONE;
    }
}
