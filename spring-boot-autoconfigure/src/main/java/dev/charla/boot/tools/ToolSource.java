package dev.charla.boot.tools;

import dev.charla.conversation.function.FunctionTool;
import java.util.List;

/** Where tools of the application come from. Asked once, when the server starts. */
public interface ToolSource {
    /** A tool, with what it is in the application, such as the name of a bean. */
    record Found(FunctionTool tool, String where) {}

    /**
     * What there is.
     *
     * @throws dev.charla.boot.settings.SettingException if something there cannot be a tool
     */
    List<Found> find();
}
