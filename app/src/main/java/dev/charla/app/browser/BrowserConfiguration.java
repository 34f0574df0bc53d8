package dev.charla.app.browser;

import dev.charla.app.limits.UsageLimits;
import dev.charla.app.security.SignOut;
import dev.charla.app.service.AgentCatalogue;
import dev.charla.app.service.AgentProperties;
import dev.charla.app.service.ServiceProperties;
import dev.charla.app.service.VoiceNames;
import dev.charla.app.web.OriginRule;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceTarget;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationLimits;
import dev.charla.engine.Engine;
import dev.charla.loop.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Wires the browser leg. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BrowserProperties.class, DrainProperties.class})
public class BrowserConfiguration {
    @Bean
    OriginRule originRule(BrowserProperties browser) {
        return new OriginRule(browser.allowedOrigins());
    }

    /** What is asked over HTTP is read as strictly as what comes on a page's socket. */
    @Bean
    JsonMapperBuilderCustomizer strictRequests() {
        return PageJson::strict;
    }

    @Bean
    ConversationRegistry conversationRegistry(BrowserProperties browser) {
        return new ConversationRegistry(
                browser.maxConversations(), browser.ticketLife(), Ticker.system());
    }

    @Bean
    ConversationController conversationController(
            ServiceStatus.Source status,
            AgentOffers offers,
            ConversationRegistry registry,
            UsageLimits limits,
            OriginRule origins) {
        return new ConversationController(status, offers, registry, limits, origins);
    }

    @Bean
    SignOutController signOutController(
            SignOut signOut,
            ConversationRegistry registry,
            Conversations conversations,
            OriginRule origins) {
        return new SignOutController(signOut, registry, conversations, origins);
    }

    @Bean
    FarewellController farewellController(
            ConversationRegistry registry, Conversations conversations) {
        return new FarewellController(registry, conversations);
    }

    @Bean
    AgentOffers agentOffers(
            AgentCatalogue agents,
            AgentProperties standard,
            BrowserProperties browser,
            ServiceProperties service,
            UsageLimits limits,
            ObjectProvider<Engine> engines) {
        Engine engine = engines.getIfAvailable();
        ChosenSettings chosen =
                new ChosenSettings(
                        name -> VoiceNames.voice(name, standard.voiceTuning()),
                        engine == null ? List.of() : engine.voices());
        ConversationLimits bounds =
                ConversationLimits.DEFAULTS.withTextChars(browser.maxTextLength());
        Continuity continuity =
                Continuity.DEFAULTS
                        .withRenewBefore(service.renewBefore())
                        .withReconnectFor(service.reconnectFor())
                        .withPageAbsence(browser.resumeWithin());
        return new AgentOffers(
                agents,
                browser.offers(),
                (agent, visitor) ->
                        agent.continuity(continuity)
                                .limits(
                                        bounds.withConversation(
                                                limits.longest(
                                                        visitor.user(), browser.maxLength())))
                                .build(),
                chosen);
    }

    @Bean
    Conversations conversations(
            AgentOffers offers,
            ServiceConnector connector,
            Supplier<ServiceTarget> target,
            UsageLimits limits,
            MeterRegistry meters) {
        Conversations conversations =
                new Conversations(
                        offers::options,
                        connector,
                        target,
                        tokens -> new MeteredConversation(meters, tokens),
                        limits);
        Gauge.builder("charla.conversations.open", conversations, Conversations::count)
                .description("Conversations whose page is connected.")
                .register(meters);
        return conversations;
    }

    @Bean
    SimpleUrlHandlerMapping pageMapping(
            ConversationRegistry registry, Conversations conversations, OriginRule origins) {
        EventStreams streams = new EventStreams();
        return new SimpleUrlHandlerMapping(
                Map.of(
                        PageEndpoint.PATTERN,
                        new PageEndpoint(registry, conversations, streams, origins),
                        UplinkEndpoint.PATTERN,
                        new UplinkEndpoint(streams, origins)),
                -1);
    }

    @Bean
    ConversationsDrain conversationsDrain(Conversations conversations, DrainProperties drain) {
        return new ConversationsDrain(conversations, drain.patience());
    }
}
