package dev.charla.boot.tools;

import dev.charla.boot.settings.SettingException;
import dev.charla.boot.tools.ToolSource.Found;
import dev.charla.conversation.annotation.AskFirst;
import dev.charla.conversation.annotation.Cancellable;
import dev.charla.conversation.annotation.Deadline;
import dev.charla.conversation.annotation.Once;
import dev.charla.conversation.annotation.ToolResult;
import dev.charla.conversation.annotation.WhileWorking;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.function.WaitingWords;
import io.micrometer.observation.ObservationRegistry;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.ai.tool.support.ToolUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/** Beans with methods that are annotated as tools, and what is written beside them. */
final class AnnotatedMethods {
    private final ConfigurableListableBeanFactory beans;
    private final ObservationRegistry observations;

    AnnotatedMethods(ConfigurableListableBeanFactory beans, ObservationRegistry observations) {
        this.beans = beans;
        this.observations = observations;
    }

    List<Found> find() {
        List<Found> found = new ArrayList<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
            if (type == null || !AnnotationUtils.isCandidateClass(type, Tool.class)) {
                continue;
            }
            Map<String, Method> methods = methods(type);
            if (!methods.isEmpty()) {
                for (ToolCallback callback : callbacks(name, type)) {
                    Method method = methods.get(callback.getToolDefinition().name());
                    if (method != null) {
                        found.add(found(name, callback, method));
                    }
                }
            }
        }
        return found;
    }

    private Found found(String bean, ToolCallback made, Method method) {
        String where =
                "the method %s.%s"
                        .formatted(method.getDeclaringClass().getSimpleName(), method.getName());
        ToolCallback callback =
                ConversationMethod.is(method)
                        ? ofConversation(made, method, beans.getBean(bean), where)
                        : made;
        Tool tool = AnnotatedElementUtils.findMergedAnnotation(method, Tool.class);
        // Where there is none, Spring AI makes one up of the name.
        String description = tool == null ? "" : tool.description();
        return new Found(
                SpringAiTool.of(callback, where, observations)
                        .withFormatsOf(method)
                        .with(description, manner(method, where)),
                where,
                bean);
    }

    private static ToolCallback ofConversation(
            ToolCallback made, Method method, Object bean, String where) {
        try {
            return ConversationMethod.of(made, method, bean);
        } catch (IllegalStateException e) {
            throw new SettingException(
                    "A tool cannot be called (%s): %s".formatted(where, e.getMessage()),
                    "Have its class proxied by itself, not by its interfaces.");
        }
    }

    private ToolCallback[] callbacks(String name, Class<?> type) {
        try {
            return MethodToolCallbackProvider.builder()
                    .toolObjects(beans.getBean(name))
                    .build()
                    .getToolCallbacks();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new SettingException(
                    "The tools of %s cannot be used: %s".formatted(type.getName(), e.getMessage()),
                    "Correct the methods that are annotated with @Tool there.");
        }
    }

    private static Map<String, Method> methods(Class<?> type) {
        Map<String, Method> methods = new TreeMap<>();
        MethodIntrospector.selectMethods(
                        type,
                        (Method method) -> AnnotatedElementUtils.hasAnnotation(method, Tool.class))
                .forEach(method -> methods.put(ToolUtils.getToolName(method), method));
        return methods;
    }

    /** What is written beside a method about how it is to be run. */
    static ToolManner manner(Method method, String where) {
        try {
            ToolManner manner =
                    ToolManner.DEFAULT
                            .withOnce(has(method, Once.class))
                            .withCancellable(has(method, Cancellable.class))
                            .withWhileWorking(words(method));
            AskFirst ask = AnnotatedElementUtils.findMergedAnnotation(method, AskFirst.class);
            if (ask != null) {
                manner = manner.askingFirst(ask.value().isEmpty() ? null : ask.value());
            }
            Deadline deadline = AnnotatedElementUtils.findMergedAnnotation(method, Deadline.class);
            if (deadline != null) {
                manner = manner.withDeadline(duration(deadline.value()));
            }
            ToolResult result =
                    AnnotatedElementUtils.findMergedAnnotation(method, ToolResult.class);
            return result == null ? manner : manner.withSchedule(result.schedule());
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "What is written beside a tool cannot be (%s): %s"
                            .formatted(where, e.getMessage()),
                    "Correct the annotation.");
        }
    }

    private static @Nullable WaitingWords words(Method method) {
        WhileWorking words = AnnotatedElementUtils.findMergedAnnotation(method, WhileWorking.class);
        return words == null
                ? null
                : new WaitingWords(
                        List.of(words.say()),
                        duration(words.after()),
                        words.again().isEmpty() ? null : duration(words.again()));
    }

    private static Duration duration(String text) {
        return DurationStyle.detectAndParse(text);
    }

    private static boolean has(Method method, Class<? extends Annotation> annotation) {
        return AnnotatedElementUtils.hasAnnotation(method, annotation);
    }
}
