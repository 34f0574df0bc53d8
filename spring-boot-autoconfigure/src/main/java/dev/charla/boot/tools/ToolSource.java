package dev.charla.boot.tools;

import dev.charla.conversation.function.FunctionTool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where tools of the application come from. Asked once, when the server starts. */
public interface ToolSource {
    /**
     * A tool.
     *
     * @param where what it is in the application, such as the name of a bean
     * @param bean the name of the bean that it is a method of; null when it is no method
     */
    record Found(FunctionTool tool, String where, @Nullable String bean) {
        /** One that is no method. */
        public Found(FunctionTool tool, String where) {
            this(tool, where, null);
        }
    }

    /**
     * What there is.
     *
     * @throws dev.charla.boot.settings.SettingException if something there cannot be a tool
     */
    List<Found> find();
}
