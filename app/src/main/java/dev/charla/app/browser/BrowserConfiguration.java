package dev.charla.app.browser;

import dev.charla.agent.ConversationLimits;
import dev.charla.app.service.TalkProfiles;
import dev.charla.app.web.OriginRule;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceTarget;
import dev.charla.loop.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Wires the browser leg. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BrowserProperties.class)
public class BrowserConfiguration {
    @Bean
    OriginRule originRule(BrowserProperties browser) {
        return new OriginRule(browser.allowedOrigins());
    }

    @Bean
    TalkRegistry talkRegistry(BrowserProperties browser) {
        return new TalkRegistry(browser.maxTalks(), browser.ticketLife(), Ticker.system());
    }

    @Bean
    TalkController talkController(
            ServiceStatus.Source status, TalkRegistry registry, OriginRule origins) {
        return new TalkController(status, registry, origins);
    }

    @Bean
    Talks talks(
            TalkProfiles profiles,
            BrowserProperties browser,
            ServiceConnector connector,
            Supplier<ServiceTarget> target,
            MeterRegistry meters) {
        ConversationLimits limits =
                ConversationLimits.DEFAULTS
                        .withTalk(browser.maxLength())
                        .withTextChars(browser.maxTextLength());
        Talks talks =
                new Talks(
                        wish -> profiles.options(wish.profile(), limits),
                        connector,
                        target,
                        () -> new MeteredConversation(meters));
        Gauge.builder("charla.talks.open", talks, Talks::count)
                .description("Talks whose page is connected.")
                .register(meters);
        return talks;
    }

    @Bean
    SimpleUrlHandlerMapping pageMapping(TalkRegistry registry, Talks talks, OriginRule origins) {
        return new SimpleUrlHandlerMapping(
                Map.of(PageEndpoint.PATTERN, new PageEndpoint(registry, talks, origins)), -1);
    }
}
