package dev.charla.boot.tools;

import dev.charla.boot.tools.ToolSource.Found;
import dev.charla.conversation.function.FunctionTool;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.method.MethodToolCallback;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What an application with Spring AI has: beans that are tools or provide some, such as MCP
 * clients, and beans with methods that are annotated as tools. Looked for when they are needed:
 * beans of auto-configurations are known only after this class was read.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ToolCallback.class)
class SpringAiToolsConfiguration {
    @Bean("charlaSpringAiTools")
    ToolSource springAiTools(
            ConfigurableListableBeanFactory beans, ObjectProvider<ObservationRegistry> observed) {
        return () -> {
            ObservationRegistry registry = observed.getIfUnique(() -> ObservationRegistry.NOOP);
            List<Found> found = new ArrayList<>();
            beans.getBeansOfType(ToolCallback.class)
                    .forEach((name, callback) ->
                            found.add(found(callback, "the bean '%s'".formatted(name), registry)));
            beans.getBeansOfType(ToolCallbackProvider.class)
                    .forEach((name, provider) -> {
                        for (ToolCallback callback : provider.getToolCallbacks()) {
                            found.add(
                                    found(
                                            callback,
                                            "one that the bean '%s' provides".formatted(name),
                                            registry));
                        }
                    });
            // A method of a bean that a provider gives as well is the same tool; beside the method
            // stands how it is to be run.
            List<Found> methods = new AnnotatedMethods(beans, registry).find();
            Set<String> names =
                    methods.stream().map(each -> each.tool().name()).collect(Collectors.toSet());
            found.removeIf(each -> names.contains(each.tool().name()) && isMethod(each.tool()));
            found.addAll(methods);
            return found;
        };
    }

    @Bean("charlaStepMethods")
    StepMethods stepMethods(
            ConfigurableListableBeanFactory beans, ObjectProvider<ObservationRegistry> observed) {
        return new SpringAiStepMethods(beans, observed.getIfUnique(() -> ObservationRegistry.NOOP));
    }

    private static boolean isMethod(FunctionTool tool) {
        return tool instanceof SpringAiTool made && made.callback() instanceof MethodToolCallback;
    }

    private static Found found(ToolCallback callback, String where, ObservationRegistry registry) {
        return new Found(SpringAiTool.of(callback, where, registry), where);
    }
}
