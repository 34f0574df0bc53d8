package dev.charla.app.service;

import dev.charla.app.engine.EngineEndpoint;
import dev.charla.client.Addressee;
import dev.charla.client.NettyServiceConnector;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceCredential;
import dev.charla.client.ServiceTarget;
import dev.charla.engine.Engine;
import dev.charla.engine.server.EngineKeys;
import java.net.URI;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the way to the service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    ServiceProperties.class,
    AgentProperties.class,
    AgentsProperties.class
})
public class ServiceConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceConfiguration.class);

    @Bean
    ServiceConnector serviceConnector() {
        return new NettyServiceConnector();
    }

    /**
     * The embedded one is asked anew for each conversation: its port is known only once the server
     * is up.
     */
    @Bean
    Supplier<ServiceTarget> serviceTarget(
            ServiceProperties settings, ObjectProvider<EngineKeys> keys, Environment environment) {
        if (settings.embedded()) {
            return () -> embedded(settings, keys.getObject(), environment);
        }
        ServiceTarget azure = ServiceTargets.azure(settings);
        return () -> azure;
    }

    @Bean
    AgentCatalogue agentCatalogue(
            AgentProperties standard,
            AgentsProperties further,
            ServiceProperties service,
            ObjectProvider<Engine> engines) {
        if (service.agentMode() && AgentCatalogue.present(standard.instructions()) != null) {
            LOG.warn("VOICE_LIVE_INSTRUCTIONS is not used: a Foundry agent has its own");
        }
        // Azure has them for some voices only, and refuses all settings where it has none.
        boolean wordTimes = service.embedded() && engines.getObject().tellsWordTimes();
        return new AgentCatalogue(standard, further, service, wordTimes);
    }

    private static ServiceTarget embedded(
            ServiceProperties settings, EngineKeys keys, Environment environment) {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        String base = environment.getProperty("spring.webflux.base-path", "").strip();
        URI here = URI.create("ws://127.0.0.1:" + port + base + EngineEndpoint.PATH);
        return ServiceTargets.target(
                settings,
                here,
                Addressee.model("charla-offline"),
                ServiceCredential.apiKey(keys.own()));
    }
}
