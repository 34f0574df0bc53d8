package dev.charla.boot.guards;

import dev.charla.boot.guards.ApplicationGuards.Found;
import dev.charla.conversation.guard.WordGuard;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the application's guards: settings, {@link WordGuard} beans, and annotated methods. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GuardsProperties.class)
public class GuardsConfiguration {
    @Bean("charlaAgentGuards")
    AgentGuards agentGuards(ConfigurableListableBeanFactory beans, GuardsProperties settings) {
        return new ApplicationGuards(
                () -> {
                    List<Found> found = new ArrayList<>();
                    beans.getBeansOfType(WordGuard.class)
                            .forEach((name, guard) ->
                                    found.add(new Found(guard, "the bean '%s'".formatted(name))));
                    found.addAll(GuardMethods.find(beans));
                    return found;
                },
                settings);
    }
}
