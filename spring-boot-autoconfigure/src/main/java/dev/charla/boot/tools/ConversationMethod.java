package dev.charla.boot.tools;

import dev.charla.conversation.function.Conversation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.metadata.ToolMetadata;
import org.springframework.ai.tool.support.ToolUtils;
import org.springframework.ai.util.JsonHelper;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A method that is a tool and has a parameter for its conversation, which is no part of the schema:
 * Spring AI leaves out a {@link ToolContext} alone.
 */
final class ConversationMethod implements ToolCallback {
    private static final JsonHelper JSON = new JsonHelper();

    private final ToolDefinition definition;
    private final ToolMetadata metadata;
    private final Method method;
    private final Object bean;

    private ConversationMethod(
            ToolDefinition definition, ToolMetadata metadata, Method method, Object bean) {
        this.definition = definition;
        this.metadata = metadata;
        this.method = method;
        this.bean = bean;
    }

    static boolean is(Method method) {
        for (Class<?> type : method.getParameterTypes()) {
            if (type == Conversation.class) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param made what Spring AI makes of the method
     * @throws IllegalStateException if the method cannot be called on the bean
     */
    static ConversationMethod of(ToolCallback made, Method method, Object bean) {
        ToolDefinition definition = made.getToolDefinition();
        Method callable = AopUtils.selectInvocableMethod(method, bean.getClass());
        ReflectionUtils.makeAccessible(callable);
        return new ConversationMethod(
                DefaultToolDefinition.builder()
                        .name(definition.name())
                        .description(definition.description())
                        .inputSchema(schema(definition.inputSchema(), method))
                        .build(),
                made.getToolMetadata(),
                callable,
                bean);
    }

    private static String schema(String whole, Method method) {
        ObjectNode schema = (ObjectNode) JsonMapper.shared().readTree(whole);
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType() != Conversation.class) {
                continue;
            }
            if (schema.get("properties") instanceof ObjectNode properties) {
                properties.remove(parameter.getName());
            }
            if (schema.get("required") instanceof ArrayNode required) {
                for (int i = required.size() - 1; i >= 0; i--) {
                    if (required.get(i).asString("").equals(parameter.getName())) {
                        required.remove(i);
                    }
                }
            }
        }
        return schema.toString();
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return definition;
    }

    @Override
    public ToolMetadata getToolMetadata() {
        return metadata;
    }

    @Override
    public String call(String input) {
        throw new IllegalStateException(
                "The tool '%s' needs a conversation, and was called outside of one."
                        .formatted(definition.name()));
    }

    @Override
    public String call(String input, @Nullable ToolContext context) {
        var call = context == null ? null : SpokenCalls.of(context);
        if (context == null || call == null) {
            return call(input);
        }
        Map<String, Object> given = read(input);
        Parameter[] parameters = method.getParameters();
        @Nullable Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            Class<?> type = parameters[i].getType();
            if (type == Conversation.class) {
                arguments[i] = call.conversation();
            } else if (type == ToolContext.class) {
                arguments[i] = context;
            } else {
                arguments[i] = argument(parameters[i], given.get(parameters[i].getName()));
            }
        }
        return ToolUtils.getToolCallResultConverter(method)
                .convert(
                        invoke(definition, method, bean, arguments), method.getGenericReturnType());
    }

    static Map<String, Object> read(String arguments) {
        return JSON.fromJsonToMap(arguments);
    }

    static @Nullable Object argument(Parameter parameter, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (parameter.getParameterizedType() instanceof Class<?>) {
            return JSON.convertToTypedObject(value, parameter.getType());
        }
        return JSON.fromJson(JSON.toJson(value), parameter.getParameterizedType());
    }

    static @Nullable Object invoke(
            ToolDefinition definition, Method method, Object target, @Nullable Object[] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw new ToolExecutionException(definition, cause);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("it was made accessible", e);
        }
    }
}
