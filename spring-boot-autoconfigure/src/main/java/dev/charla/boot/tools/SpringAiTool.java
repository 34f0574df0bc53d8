package dev.charla.boot.tools;

import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolManner;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.ai.tool.metadata.ToolMetadata;
import org.springframework.ai.tool.method.MethodToolCallback;
import org.springframework.ai.tool.observation.DefaultToolCallingObservationConvention;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;
import org.springframework.ai.tool.observation.ToolCallingObservationDocumentation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tool of Spring AI's, observed as Spring AI does. */
record SpringAiTool(
        ToolCallback callback,
        String description,
        JsonNode parameters,
        ToolManner manner,
        ObservationRegistry observations)
        implements FunctionTool {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * @param where it is in the application, for who has to mend it
     */
    static SpringAiTool of(ToolCallback callback, String where, ObservationRegistry observations) {
        ToolDefinition definition = callback.getToolDefinition();
        try {
            return new SpringAiTool(
                    callback,
                    definition.description(),
                    JSON.readTree(definition.inputSchema()),
                    ToolManner.DEFAULT,
                    observations);
        } catch (JacksonException e) {
            throw new SettingException(
                    "The input schema of the tool '%s' is no JSON (%s)."
                            .formatted(definition.name(), where),
                    "Give it a JSON schema of type 'object'.");
        }
    }

    SpringAiTool with(String words, ToolManner own) {
        return new SpringAiTool(callback, words, parameters, own, observations);
    }

    /** The same, with the formats of that method's dates and times. */
    SpringAiTool withFormatsOf(Method method) {
        return new SpringAiTool(
                callback, description, TimeFormats.of(method, parameters), manner, observations);
    }

    @Override
    public String name() {
        return callback.getToolDefinition().name();
    }

    @Override
    public String call(String arguments, ToolCall call) {
        var result =
                observed(
                        callback.getToolDefinition(),
                        callback.getToolMetadata(),
                        arguments,
                        observations,
                        () -> run(arguments, call));
        return result == null ? "null" : result;
    }

    /** Has something done that is observed as a call of a tool. */
    static <T> @Nullable T observed(
            ToolDefinition definition,
            ToolMetadata metadata,
            String arguments,
            ObservationRegistry observations,
            Supplier<@Nullable T> work) {
        return ToolCallingObservationDocumentation.TOOL_CALL
                .observation(
                        null,
                        new DefaultToolCallingObservationConvention(),
                        () ->
                                ToolCallingObservationContext.builder()
                                        .toolDefinition(definition)
                                        .toolMetadata(metadata)
                                        .toolCallArguments(arguments)
                                        .build(),
                        observations)
                .observe(work);
    }

    /** Others may hand a context on to where it does not belong: a client to its MCP server. */
    private String run(String arguments, ToolCall call) {
        return callback instanceof MethodToolCallback
                        || callback instanceof ConversationMethod
                        || callback instanceof FunctionToolCallback<?, ?>
                ? callback.call(arguments, new ToolContext(Map.of(SpokenCalls.KEY, call)))
                : callback.call(arguments);
    }
}
