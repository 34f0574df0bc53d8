package dev.charla.boot.tools;

import dev.charla.boot.tools.ToolSource.Found;
import dev.charla.conversation.function.FunctionTool;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Finds the application's tools: {@link FunctionTool} beans, and what Spring AI knows as tools. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ToolsProperties.class)
@Import(SpringAiToolsConfiguration.class)
public class ToolsConfiguration {
    @Bean("charlaFunctionTools")
    ToolSource functionToolBeans(ListableBeanFactory beans) {
        return () -> {
            List<Found> found = new ArrayList<>();
            beans.getBeansOfType(FunctionTool.class)
                    .forEach((name, tool) ->
                            found.add(new Found(tool, "the bean '%s'".formatted(name))));
            return found;
        };
    }

    @Bean("charlaAgentTools")
    AgentTools agentTools(ObjectProvider<ToolSource> sources, ToolsProperties settings) {
        return new ApplicationTools(
                () -> sources.orderedStream().flatMap(source -> source.find().stream()).toList(),
                settings);
    }
}
