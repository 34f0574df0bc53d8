package dev.charla.boot.service;

import dev.charla.boot.guards.AgentGuards;
import dev.charla.boot.guards.GuardsConfiguration;
import dev.charla.boot.tools.AgentTools;
import dev.charla.boot.tools.StepMethods;
import dev.charla.boot.tools.ToolsConfiguration;
import dev.charla.client.Addressee;
import dev.charla.client.NettyServiceConnector;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceCredential;
import dev.charla.client.ServiceTarget;
import dev.charla.engine.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ResourceLoader;

/** Wires the way to the service. */
@Configuration(proxyBeanMethods = false)
@Import({ToolsConfiguration.class, GuardsConfiguration.class})
@EnableConfigurationProperties({
    ServiceProperties.class,
    AgentProperties.class,
    AgentsProperties.class
})
public class ServiceConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceConfiguration.class);

    @Bean("charlaServiceConnector")
    ServiceConnector serviceConnector() {
        return new NettyServiceConnector();
    }

    /**
     * The embedded one is asked anew for each conversation: its port is known only once the server
     * is up.
     */
    @Bean("charlaServiceTarget")
    TargetSource serviceTarget(ServiceProperties settings, ObjectProvider<EmbeddedService> inside) {
        if (settings.embedded()) {
            return () -> embedded(settings, inside.getObject());
        }
        ServiceTarget azure = ServiceTargets.azure(settings);
        return () -> azure;
    }

    @Bean("charlaAgentCatalogue")
    AgentCatalogue agentCatalogue(
            AgentProperties standard,
            AgentsProperties further,
            ServiceProperties service,
            AgentTools tools,
            AgentGuards guards,
            ObjectProvider<Engine> engines,
            ObjectProvider<StepMethods> steps,
            ConfigurableListableBeanFactory beans,
            ResourceLoader files) {
        if (service.agentMode() && AgentCatalogue.present(standard.instructions()) != null) {
            LOG.warn("VOICE_LIVE_INSTRUCTIONS is not used: a Foundry agent has its own");
        }
        // Azure has them for some voices only, and refuses all settings where it has none.
        boolean wordTimes = service.embedded() && engines.getObject().tellsWordTimes();
        return new AgentCatalogue(
                standard,
                further,
                service,
                wordTimes,
                tools,
                guards,
                AgentClass.in(beans),
                new AgentFlows(steps.getIfAvailable(), tools, beans::getBean, files),
                files);
    }

    private static ServiceTarget embedded(ServiceProperties settings, EmbeddedService inside) {
        return ServiceTargets.target(
                settings,
                inside.endpoint(),
                Addressee.model("charla-offline"),
                ServiceCredential.apiKey(inside.key()));
    }
}
