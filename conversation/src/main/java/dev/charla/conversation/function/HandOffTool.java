package dev.charla.conversation.function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the model hand the caller to another agent.
 *
 * @param agent name of the other agent
 */
public record HandOffTool(String name, String description, String agent) implements FunctionTool {
    @Override
    public JsonNode parameters() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("type", "object")
                .set("properties", JsonMapper.shared().createObjectNode());
    }

    @Override
    public String call(String arguments, ToolCall call) {
        call.conversation().handOff(agent);
        return "The caller is handed to the agent '%s', who speaks next.".formatted(agent);
    }
}
