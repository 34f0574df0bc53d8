package dev.charla.boot.host;

import dev.charla.boot.browser.BrowserConfiguration;
import dev.charla.boot.browser.SignOut;
import dev.charla.boot.browser.StatusConfiguration;
import dev.charla.boot.engine.EmbeddedEngine;
import dev.charla.boot.engine.Exposure;
import dev.charla.boot.engine.OnOwnEngine;
import dev.charla.boot.event.ConversationEvents;
import dev.charla.boot.limits.LimitsProperties;
import dev.charla.boot.limits.UsageLimits;
import dev.charla.boot.service.ServiceConfiguration;
import dev.charla.engine.Engine;
import dev.charla.engine.script.Script;
import dev.charla.loop.Ticker;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Has a web application talk with people: the page, its API and {@code <voice-agent>} below {@code
 * charla.page.path}, and the embedded engine where {@code charla.service.endpoint} names no other
 * service. Nothing outside that path is touched, and no bean of the application is replaced; all
 * beans are named {@code charla…}.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "charla.enabled", matchIfMissing = true)
@EnableConfigurationProperties({LimitsProperties.class, PageProperties.class})
@Import({
    ServiceConfiguration.class,
    EmbeddedEngine.class,
    CharlaAutoConfiguration.EngineDoorConfiguration.class,
    BrowserConfiguration.class,
    StatusConfiguration.class,
    HealthConfiguration.class,
    WebFluxPageConfiguration.class,
    WebMvcPageConfiguration.class
})
public class CharlaAutoConfiguration {
    /** Users are told apart where the application's own login knows them. */
    @Bean("charlaUsageLimits")
    @ConditionalOnMissingBean
    UsageLimits usageLimits(LimitsProperties limits) {
        return new UsageLimits(limits, true, Ticker.system(), InstantSource.system());
    }

    @Bean("charlaConversationEvents")
    ConversationEvents conversationEvents(ApplicationEventPublisher publisher) {
        return new ConversationEvents(publisher);
    }

    /** People leave where they came in: in the application. */
    @Bean("charlaSignOut")
    @ConditionalOnMissingBean
    SignOut signOut() {
        return SignOut.NOBODY;
    }

    /** The engine's address, in this process's reach alone. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnOwnEngine.class)
    static class EngineDoorConfiguration {
        /** What a page's wish makes the engine do it does for others, too. */
        @Bean("charlaExposure")
        @ConditionalOnMissingBean
        Exposure exposure() {
            return new Exposure(true);
        }

        @Bean("charlaEngineDoor")
        EngineDoor engineDoor(Engine engine, ObjectProvider<Script> scripts) {
            return new EngineDoor(engine, scripts.getIfAvailable());
        }
    }
}
