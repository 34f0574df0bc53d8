package dev.charla.boot.guards;

import dev.charla.boot.guards.ApplicationGuards.Found;
import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.annotation.Guard;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.SoFar;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.guard.WordGuard;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ReflectionUtils;

/** Beans with methods that are annotated as guards. */
final class GuardMethods {
    private GuardMethods() {}

    static List<Found> find(ConfigurableListableBeanFactory beans) {
        List<Found> found = new ArrayList<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
            if (type == null || !AnnotationUtils.isCandidateClass(type, Guard.class)) {
                continue;
            }
            MethodIntrospector.selectMethods(
                            type,
                            (Method method) ->
                                    AnnotatedElementUtils.hasAnnotation(method, Guard.class))
                    .stream()
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(method -> found.add(found(beans.getBean(name), method)));
        }
        return found;
    }

    private static Found found(Object bean, Method method) {
        String where =
                "the method %s.%s"
                        .formatted(method.getDeclaringClass().getSimpleName(), method.getName());
        Class<?>[] takes = method.getParameterTypes();
        boolean one = takes.length == 1 && (takes[0] == String.class || takes[0] == SoFar.class);
        boolean two =
                takes.length == 2 && takes[0] == String.class && takes[1] == Conversation.class;
        if (!(one || two) || !Verdict.class.isAssignableFrom(method.getReturnType())) {
            throw new SettingException(
                    "A guard cannot be used (%s): it does not take the words so far and return a Verdict."
                            .formatted(where),
                    "Make it a method such as: Verdict %s(String soFar). It takes a String, a String and a Conversation, or a SoFar."
                            .formatted(method.getName()));
        }
        Guard guard = AnnotatedElementUtils.findMergedAnnotation(method, Guard.class);
        if (guard == null) {
            throw new IllegalStateException("it was selected by its annotation");
        }
        Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
        ReflectionUtils.makeAccessible(invocable);
        return new Found(
                new MethodGuard(
                        guard.name().isBlank() ? method.getName() : guard.name(),
                        guard.value(),
                        bean,
                        invocable,
                        one
                                ? takes[0] == String.class ? Takes.TEXT : Takes.ALL
                                : Takes.TEXT_AND_CONVERSATION),
                where);
    }

    private enum Takes {
        TEXT,
        TEXT_AND_CONVERSATION,
        ALL
    }

    private record MethodGuard(String name, Guarded on, Object bean, Method method, Takes takes)
            implements WordGuard {
        @Override
        public Verdict check(SoFar words) throws Exception {
            try {
                return (Verdict)
                        switch (takes) {
                            case TEXT -> method.invoke(bean, words.text());
                            case TEXT_AND_CONVERSATION ->
                                    method.invoke(bean, words.text(), words.conversation());
                            case ALL -> method.invoke(bean, words);
                        };
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }
}
