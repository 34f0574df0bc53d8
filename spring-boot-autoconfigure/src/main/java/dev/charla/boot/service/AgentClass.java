package dev.charla.boot.service;

import dev.charla.boot.agent.HandOff;
import dev.charla.boot.agent.VoiceAgent;
import dev.charla.boot.settings.SettingException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.OrderUtils;

/**
 * A class of the application's own that is an agent.
 *
 * @param bean the bean's name
 * @param handOffs its ways to others, by the name of the tool
 */
record AgentClass(String bean, Class<?> type, VoiceAgent agent, Map<String, HandOff> handOffs) {
    /** Those that are beans, by their order and then by their names. */
    static List<AgentClass> in(ConfigurableListableBeanFactory beans) {
        List<AgentClass> found = new ArrayList<>();
        for (String bean : beans.getBeanNamesForAnnotation(VoiceAgent.class)) {
            Class<?> type = AutoProxyUtils.determineTargetClass(beans, bean);
            VoiceAgent agent =
                    type == null
                            ? null
                            : AnnotatedElementUtils.findMergedAnnotation(type, VoiceAgent.class);
            if (type != null && agent != null) {
                found.add(new AgentClass(bean, type, agent, handOffs(type)));
            }
        }
        found.sort(
                Comparator.comparingInt((AgentClass each) ->
                                OrderUtils.getOrder(each.type(), Integer.MAX_VALUE))
                        .thenComparing(each -> each.agent().name()));
        return found;
    }

    private static Map<String, HandOff> handOffs(Class<?> type) {
        Map<String, HandOff> handOffs = new TreeMap<>();
        Map<Method, HandOff> methods =
                MethodIntrospector.selectMethods(
                        type,
                        (MethodIntrospector.MetadataLookup<HandOff>)
                                method ->
                                        AnnotatedElementUtils.findMergedAnnotation(
                                                method, HandOff.class));
        methods.forEach((method, handOff) -> {
            if (handOffs.put(method.getName(), handOff) != null) {
                throw new SettingException(
                        "%s has two methods '%s' with @HandOff."
                                .formatted(type.getName(), method.getName()),
                        "Give one of them another name.");
            }
        });
        return handOffs;
    }

    /** Where what is said of it stands, for who has to mend it. */
    String place() {
        return "@VoiceAgent of " + type.getName();
    }
}
