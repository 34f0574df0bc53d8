package dev.charla.boot.host;

import dev.charla.boot.browser.Conversations;
import dev.charla.boot.service.ServiceProperties;
import dev.charla.engine.Engine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Charla is, for actuator's health, where the application has that. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
class HealthConfiguration {
    /**
     * Up, also while ears and voice are being loaded: what the rest of the application does is no
     * worse for it.
     */
    @Bean("charlaHealthIndicator")
    @ConditionalOnMissingBean(name = "charlaHealthIndicator")
    HealthIndicator healthIndicator(
            ServiceProperties service,
            Conversations conversations,
            ObjectProvider<Engine> engines) {
        return () -> {
            Health.Builder health =
                    Health.up()
                            .withDetail("service", service.embedded() ? "offline" : "azure")
                            .withDetail("conversations", conversations.count());
            Engine engine = engines.getIfAvailable();
            if (engine != null) {
                health.withDetail("hears", engine.hears()).withDetail("speaks", engine.speaks());
            }
            return health.build();
        };
    }
}
