package dev.charla.boot.tools;

import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.flow.Lead;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolManner;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.metadata.ToolMetadata;
import org.springframework.ai.tool.support.ToolUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.JsonNode;

/**
 * A method of a step, called as Spring AI would call it.
 *
 * @param given by parameter, what the application gives
 */
record SpringAiStepMethod(
        Method method,
        String where,
        ToolDefinition definition,
        JsonNode parameters,
        ToolManner manner,
        Map<Parameter, Object> given,
        ObservationRegistry observations)
        implements StepMethod {
    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public Class<?> result() {
        return method.getReturnType();
    }

    @Override
    public FunctionTool tool(Object step) {
        return new StepTool(this, step);
    }

    @Override
    public ExitTool exit(Object step, Leading leading) {
        try {
            callable(step);
        } catch (IllegalStateException e) {
            throw new SettingException(
                    "An exit cannot be called (%s): %s".formatted(where, e.getMessage()),
                    "Have its class proxied by itself, not by its interfaces.");
        }
        return new StepExit(this, step, leading);
    }

    private @Nullable Object run(Object step, String arguments, ToolCall call) {
        return SpringAiTool.observed(
                definition,
                ToolMetadata.from(method),
                arguments,
                observations,
                () -> invoke(step, arguments, call));
    }

    private @Nullable Object invoke(Object step, String arguments, ToolCall call) {
        Map<String, Object> said = ConversationMethod.read(arguments);
        Parameter[] all = method.getParameters();
        @Nullable Object[] values = new Object[all.length];
        for (int i = 0; i < all.length; i++) {
            Class<?> type = all[i].getType();
            if (type == Conversation.class) {
                values[i] = call.conversation();
            } else if (type == ToolContext.class) {
                values[i] = new ToolContext(Map.of(SpokenCalls.KEY, call));
            } else if (given.containsKey(all[i])) {
                values[i] = given.get(all[i]);
            } else {
                values[i] = ConversationMethod.argument(all[i], said.get(all[i].getName()));
            }
        }
        return ConversationMethod.invoke(definition, callable(step), step, values);
    }

    private Method callable(Object step) {
        Method callable =
                AopUtils.isAopProxy(step)
                        ? AopUtils.selectInvocableMethod(method, step.getClass())
                        : method;
        ReflectionUtils.makeAccessible(callable); // a class of the application need not be public
        return callable;
    }

    /** A tool of one step. */
    private record StepTool(SpringAiStepMethod of, Object step) implements FunctionTool {
        @Override
        public String name() {
            return of.name();
        }

        @Override
        public String description() {
            return of.definition.description();
        }

        @Override
        public JsonNode parameters() {
            return of.parameters;
        }

        @Override
        public ToolManner manner() {
            return of.manner;
        }

        @Override
        public String call(String arguments, ToolCall call) {
            String result =
                    ToolUtils.getToolCallResultConverter(of.method)
                            .convert(
                                    of.run(step, arguments, call),
                                    of.method.getGenericReturnType());
            return result == null ? "null" : result;
        }
    }

    /** An exit of one step. */
    private record StepExit(SpringAiStepMethod of, Object step, Leading leading)
            implements ExitTool {
        @Override
        public String name() {
            return of.name();
        }

        @Override
        public String description() {
            return of.definition.description();
        }

        @Override
        public JsonNode parameters() {
            return of.parameters;
        }

        @Override
        public ToolManner manner() {
            return of.manner;
        }

        @Override
        public Lead lead(String arguments, ToolCall call) {
            return leading.to(of.run(step, arguments, call), call);
        }
    }
}
