package dev.charla.boot.tools;

import java.lang.reflect.Method;
import java.util.List;

/** Finds what methods of steps are for the model. When the server starts. */
public interface StepMethods {
    /**
     * The methods of a step that are tools.
     *
     * @throws dev.charla.boot.settings.SettingException if one of them cannot be used
     */
    List<StepMethod> toolsOf(Class<?> step);

    /**
     * A method that leads to another step.
     *
     * @param description when it is to be taken
     * @throws dev.charla.boot.settings.SettingException if it cannot be used
     */
    StepMethod exit(Method method, String description);
}
