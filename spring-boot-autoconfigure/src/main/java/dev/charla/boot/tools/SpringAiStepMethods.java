package dev.charla.boot.tools;

import dev.charla.boot.flow.Flow;
import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.function.FunctionTools;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.support.ToolUtils;
import org.springframework.ai.util.json.schema.JsonSchemaGenerator;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes tools of the methods of steps, which are no beans: what such a method needs of the
 * application comes by parameters that are annotated with {@code @Autowired}. The schema of each
 * other parameter is the one that Spring AI makes of its type.
 */
final class SpringAiStepMethods implements StepMethods {
    private static final String DEFINITIONS = "$defs";

    private final ConfigurableListableBeanFactory beans;
    private final ObservationRegistry observations;

    SpringAiStepMethods(ConfigurableListableBeanFactory beans, ObservationRegistry observations) {
        this.beans = beans;
        this.observations = observations;
    }

    @Override
    public List<StepMethod> toolsOf(Class<?> step) {
        List<StepMethod> found = new ArrayList<>();
        for (Method method : Flow.methodsOf(step)) {
            Tool tool = AnnotatedElementUtils.findMergedAnnotation(method, Tool.class);
            if (tool != null) {
                found.add(method(method, ToolUtils.getToolName(method), tool.description()));
            }
        }
        found.sort(Comparator.comparing(StepMethod::name));
        return found;
    }

    @Override
    public StepMethod exit(Method method, String description) {
        return method(method, method.getName(), description);
    }

    private StepMethod method(Method method, String name, String description) {
        String where =
                "the method %s.%s"
                        .formatted(method.getDeclaringClass().getSimpleName(), method.getName());
        Map<Parameter, Object> given = given(method, where);
        JsonNode parameters = schema(method, given);
        var made =
                new SpringAiStepMethod(
                        method,
                        where,
                        // A blank one is refused below, and there by this class alone.
                        DefaultToolDefinition.builder()
                                .name(name)
                                .description(description.isBlank() ? name : description)
                                .inputSchema(parameters.toString())
                                .build(),
                        parameters,
                        AnnotatedMethods.manner(method, where),
                        given,
                        observations);
        try {
            if (description.isBlank()) {
                throw new IllegalArgumentException(
                        "The tool '%s' has no description. Say what it does and when to use it: the model chooses by that."
                                .formatted(name));
            }
            FunctionTools.check(made.tool(this));
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "A step has a tool that cannot be used (%s).".formatted(where),
                    String.valueOf(e.getMessage()));
        }
        return made;
    }

    private Map<Parameter, Object> given(Method method, String where) {
        Map<Parameter, Object> given = new HashMap<>();
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].isAnnotationPresent(Autowired.class)) {
                given.put(parameters[i], bean(new MethodParameter(method, i), where));
            }
        }
        return given;
    }

    private Object bean(MethodParameter parameter, String where) {
        @Nullable Object bean = null;
        String problem = "there is no such bean";
        try {
            bean = beans.resolveDependency(new DependencyDescriptor(parameter, true), null);
        } catch (BeansException e) {
            problem = String.valueOf(e.getMessage());
        }
        if (bean == null) {
            throw new SettingException(
                    "%s has a parameter of type %s with @Autowired: %s."
                            .formatted(where, parameter.getParameterType().getName(), problem),
                    "Give the application one bean of this type, or take the annotation out.");
        }
        return bean;
    }

    private static JsonNode schema(Method method, Map<Parameter, Object> given) {
        ObjectNode schema = JsonMapper.shared().createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonMapper.shared().createArrayNode();
        ObjectNode definitions = JsonMapper.shared().createObjectNode();
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            if (given.containsKey(parameter)
                    || parameter.getType() == Conversation.class
                    || parameter.getType() == ToolContext.class) {
                continue;
            }
            ObjectNode type =
                    (ObjectNode)
                            JsonMapper.shared()
                                    .readTree(
                                            JsonSchemaGenerator.generateForType(
                                                    parameter.getParameterizedType()));
            type.remove("$schema");
            if (type.remove(DEFINITIONS) instanceof ObjectNode own) {
                definitions.setAll(own);
            }
            ToolParam said = parameter.getAnnotation(ToolParam.class);
            if (said != null && !said.description().isBlank()) {
                type.put("description", said.description());
            }
            properties.set(parameter.getName(), type);
            boolean needed =
                    said == null ? !new MethodParameter(method, i).isOptional() : said.required();
            if (needed) {
                required.add(parameter.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (!definitions.isEmpty()) {
            schema.set(DEFINITIONS, definitions);
        }
        return TimeFormats.of(method, schema.put("additionalProperties", false));
    }
}
