package dev.charla.skills.tool;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what keeps skills from calling a tool, once for each tool and reason: neither arguments nor
 * words. Any thread.
 */
public final class ToolTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(ToolTrouble.class);

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void notOffered(String tool, String intent) {
        if (told.add(tool)) {
            LOG.atWarn()
                    .addKeyValue("tool", tool)
                    .addKeyValue("intent", intent)
                    .log(
                            "the skill {} calls the tool {}, and the session offers no tool of that"
                                    + " name: have the agent name it (charla.agent.tools) or the"
                                    + " client offer it (session.update); more are not logged",
                            intent,
                            tool);
        }
    }

    void forbidden(String tool, String intent) {
        if (told.add(tool + " forbidden")) {
            LOG.atInfo()
                    .addKeyValue("tool", tool)
                    .addKeyValue("intent", intent)
                    .log(
                            "the skill {} does not call the tool {}, as tool_choice forbids it;"
                                    + " more are not logged",
                            intent,
                            tool);
        }
    }

    void notFilled(String tool, String parameter, String intent) {
        if (told.add(tool + " " + parameter)) {
            LOG.atWarn()
                    .addKeyValue("tool", tool)
                    .addKeyValue("parameter", parameter)
                    .addKeyValue("intent", intent)
                    .log(
                            "the skill {} cannot call the tool {}: nothing it knows fits the"
                                    + " parameter {}. Give it a slot of that name or a line under"
                                    + " 'arguments', and a question under 'asks'; more are not"
                                    + " logged",
                            intent,
                            tool,
                            parameter);
        }
    }
}
