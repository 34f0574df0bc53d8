package dev.charla.boot.browser;

import dev.charla.boot.agent.AgentAccess;
import dev.charla.boot.agent.CallerAttributes;
import dev.charla.boot.event.ConversationEvents;
import dev.charla.boot.limits.UsageLimits;
import dev.charla.boot.service.AgentCatalogue;
import dev.charla.boot.service.AgentProperties;
import dev.charla.boot.service.ServiceProperties;
import dev.charla.boot.service.TargetSource;
import dev.charla.boot.service.VoiceNames;
import dev.charla.boot.web.OriginRule;
import dev.charla.client.ServiceConnector;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationLimits;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.engine.Engine;
import dev.charla.loop.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what becomes of a page's conversations; {@link PageConfiguration} has its addresses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BrowserProperties.class, DrainProperties.class})
public class BrowserConfiguration {
    @Bean("charlaOriginRule")
    OriginRule originRule(BrowserProperties browser) {
        return new OriginRule(browser.allowedOrigins());
    }

    @Bean("charlaConversationRegistry")
    ConversationRegistry conversationRegistry(BrowserProperties browser) {
        return new ConversationRegistry(
                browser.maxConversations(), browser.ticketLife(), Ticker.system());
    }

    @Bean("charlaAgentOffers")
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

    /** Where the application says nothing, everybody may talk with everybody. */
    @Bean("charlaCallers")
    Callers callers(
            AgentCatalogue agents,
            ObjectProvider<AgentAccess> access,
            ObjectProvider<CallerAttributes> attributes) {
        return new Callers(agents, access.getIfAvailable(), attributes.getIfAvailable());
    }

    @Bean("charlaConversations")
    Conversations conversations(
            AgentOffers offers,
            ServiceConnector connector,
            TargetSource target,
            UsageLimits limits,
            ObjectProvider<MeterRegistry> registries,
            ObjectProvider<ConversationEvents> events) {
        MeterRegistry meters = registries.getIfUnique(SimpleMeterRegistry::new);
        Conversations conversations =
                new Conversations(
                        offers::options,
                        connector,
                        target,
                        (id, wish, tokens) ->
                                observer(meters, events.getIfAvailable(), id, wish, tokens),
                        limits);
        Gauge.builder("charla.conversations.open", conversations, Conversations::count)
                .description("Conversations whose page is connected.")
                .register(meters);
        return conversations;
    }

    private static MeteredConversation observer(
            MeterRegistry meters,
            @Nullable ConversationEvents events,
            String id,
            ConversationRequest wish,
            LongConsumer tokens) {
        if (events == null) {
            return new MeteredConversation(meters, tokens, ConversationObserver.NONE);
        }
        return new MeteredConversation(
                meters,
                tokens,
                new PublishedConversation(events, id, wish.agent(), wish.visitor().name()));
    }

    @Bean("charlaConversationsDrain")
    ConversationsDrain conversationsDrain(Conversations conversations, DrainProperties drain) {
        return new ConversationsDrain(conversations, drain.patience());
    }
}
