package dev.charla.boot.flow;

import dev.charla.boot.settings.SettingException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types that flows consist of. */
final class FlowTypes {
    private FlowTypes() {}

    /** The records below a sealed interface that is to be a flow. */
    static List<Class<?>> steps(Class<?> flow) {
        if (!flow.isInterface() || !flow.isSealed()) {
            throw new SettingException(
                    "%s is no flow: it is no sealed interface.".formatted(flow.getName()),
                    "Declare it as 'sealed interface %s', with a record for each step."
                            .formatted(flow.getSimpleName()));
        }
        List<Class<?>> records = below(flow);
        for (Class<?> record : records) {
            if (!record.isRecord()) {
                throw new SettingException(
                        "%s is in the flow %s and is no record."
                                .formatted(record.getName(), flow.getSimpleName()),
                        "Make it a record whose components are what is known in that step.");
            }
        }
        return records;
    }

    /** What a type permits in the end; the type itself if it is not sealed. */
    static List<Class<?>> below(Class<?> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> each : type.getPermittedSubclasses()) {
            found.addAll(below(each));
        }
        return List.copyOf(found);
    }

    /** The outermost sealed interface above a step, or above some of the steps of a flow. */
    static Class<?> around(Class<?> steps, String where) {
        List<Class<?>> above = Stream.of(steps.getInterfaces()).filter(Class::isSealed).toList();
        if (above.size() > 1) {
            throw new SettingException(
                    "%s leads to %s, which is a step of several flows."
                            .formatted(where, steps.getSimpleName()),
                    "Have the record implement one flow alone.");
        }
        if (!above.isEmpty()) {
            return around(above.getFirst(), where);
        }
        boolean flow =
                steps.isInterface()
                        && steps.isSealed()
                        && below(steps).stream()
                                .anyMatch(each -> each.isAnnotationPresent(Step.class));
        if (!flow) {
            throw new SettingException(
                    "%s leads to %s, which is no step of a flow."
                            .formatted(where, steps.getSimpleName()),
                    "Have it return a step of a flow: a record with @Step that implements a sealed interface.");
        }
        return steps;
    }

    /** Methods that can be called on a type, its own before those above it. */
    static List<Method> methods(Class<?> type) {
        Map<String, Method> found = new LinkedHashMap<>();
        collect(type, found);
        return List.copyOf(found.values());
    }

    private static void collect(@Nullable Class<?> type, Map<String, Method> found) {
        if (type == null || type == Object.class) {
            return;
        }
        for (Method method : type.getDeclaredMethods()) {
            if (!method.isSynthetic()) {
                found.putIfAbsent(
                        method.getName() + Arrays.toString(method.getParameterTypes()), method);
            }
        }
        collect(type.getSuperclass(), found);
        for (Class<?> above : type.getInterfaces()) {
            collect(above, found);
        }
    }
}
