package dev.charla.app.browser;

import dev.charla.agent.Continuity;
import dev.charla.agent.ConversationLimits;
import dev.charla.app.limits.TalkLimits;
import dev.charla.app.security.SignOut;
import dev.charla.app.service.ServiceProperties;
import dev.charla.app.service.TalkProfiles;
import dev.charla.app.service.TalkProperties;
import dev.charla.app.service.VoiceNames;
import dev.charla.app.web.OriginRule;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceTarget;
import dev.charla.engine.Engine;
import dev.charla.loop.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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

    @Bean
    TalkRegistry talkRegistry(BrowserProperties browser) {
        return new TalkRegistry(browser.maxTalks(), browser.ticketLife(), Ticker.system());
    }

    @Bean
    TalkController talkController(
            ServiceStatus.Source status,
            TalkOffers offers,
            TalkRegistry registry,
            TalkLimits limits,
            OriginRule origins) {
        return new TalkController(status, offers, registry, limits, origins);
    }

    @Bean
    SignOutController signOutController(
            SignOut signOut, TalkRegistry registry, Talks talks, OriginRule origins) {
        return new SignOutController(signOut, registry, talks, origins);
    }

    @Bean
    FarewellController farewellController(TalkRegistry registry, Talks talks) {
        return new FarewellController(registry, talks);
    }

    @Bean
    TalkOffers talkOffers(
            TalkProfiles profiles,
            TalkProperties talk,
            BrowserProperties browser,
            ServiceProperties service,
            TalkLimits limits,
            ObjectProvider<Engine> engines) {
        Engine engine = engines.getIfAvailable();
        ChosenTalk chosen =
                new ChosenTalk(
                        name -> VoiceNames.voice(name, talk.voiceTuning()),
                        engine == null ? List.of() : engine.voices());
        ConversationLimits bounds =
                ConversationLimits.DEFAULTS.withTextChars(browser.maxTextLength());
        Continuity continuity =
                Continuity.DEFAULTS
                        .withRenewBefore(service.renewBefore())
                        .withReconnectFor(service.reconnectFor())
                        .withPageAbsence(browser.resumeWithin());
        return new TalkOffers(
                profiles,
                browser.offers(),
                (profile, visitor) ->
                        profile.continuity(continuity)
                                .limits(
                                        bounds.withTalk(
                                                limits.longest(
                                                        visitor.user(), browser.maxLength())))
                                .build(),
                chosen);
    }

    @Bean
    Talks talks(
            TalkOffers offers,
            ServiceConnector connector,
            Supplier<ServiceTarget> target,
            TalkLimits limits,
            MeterRegistry meters) {
        Talks talks =
                new Talks(
                        offers::options,
                        connector,
                        target,
                        tokens -> new MeteredConversation(meters, tokens),
                        limits);
        Gauge.builder("charla.talks.open", talks, Talks::count)
                .description("Talks whose page is connected.")
                .register(meters);
        return talks;
    }

    @Bean
    SimpleUrlHandlerMapping pageMapping(TalkRegistry registry, Talks talks, OriginRule origins) {
        EventStreams streams = new EventStreams();
        return new SimpleUrlHandlerMapping(
                Map.of(
                        PageEndpoint.PATTERN,
                        new PageEndpoint(registry, talks, streams, origins),
                        UplinkEndpoint.PATTERN,
                        new UplinkEndpoint(streams, origins)),
                -1);
    }

    @Bean
    TalksDrain talksDrain(Talks talks, DrainProperties drain) {
        return new TalksDrain(talks, drain.patience());
    }
}
