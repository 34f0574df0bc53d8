package dev.charla.test;

import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolManner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tool with one argument, {@code day}. */
record TestTool(String name, ToolManner manner, Work work) implements FunctionTool {
    interface Work {
        String of(String arguments, ToolCall call) throws Exception;
    }

    static TestTool of(String name, Work work) {
        return new TestTool(name, ToolManner.DEFAULT, work);
    }

    @Override
    public String description() {
        return "Does " + name;
    }

    @Override
    public JsonNode parameters() {
        return JsonMapper.shared()
                .readTree("{\"type\":\"object\",\"properties\":{\"day\":{\"type\":\"string\"}}}");
    }

    @Override
    public String call(String arguments, ToolCall call) throws Exception {
        return work.of(arguments, call);
    }
}
