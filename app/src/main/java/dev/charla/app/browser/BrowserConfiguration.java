package dev.charla.app.browser;

import dev.charla.agent.ConversationLimits;
import dev.charla.agent.ConversationOptions;
import dev.charla.agent.Greeting;
import dev.charla.app.web.OriginRule;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceTarget;
import dev.charla.loop.Ticker;
import dev.charla.protocol.InputAudioTranscription;
import dev.charla.protocol.TurnDetection;
import dev.charla.protocol.Voice;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Wires the browser leg. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BrowserProperties.class, TalkProperties.class})
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
            TalkProperties talk,
            BrowserProperties browser,
            ServiceConnector connector,
            Supplier<ServiceTarget> target,
            MeterRegistry meters) {
        Talks talks =
                new Talks(
                        wish -> options(talk, browser),
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

    static ConversationOptions options(TalkProperties talk, BrowserProperties browser) {
        ConversationOptions.Builder options =
                ConversationOptions.builder()
                        .instructions(present(talk.instructions()))
                        .voice(voice(talk.voice()))
                        .turnDetection(
                                TurnDetection.ServerVad.builder()
                                        .threshold(talk.threshold())
                                        .prefixPaddingMs((int) talk.prefixPadding().toMillis())
                                        .silenceDurationMs((int) talk.silence().toMillis())
                                        .build())
                        .limits(
                                ConversationLimits.DEFAULTS
                                        .withTalk(browser.maxLength())
                                        .withTextChars(browser.maxTextLength()));
        String model = present(talk.transcription());
        if (model != null) {
            options.transcription(
                    new InputAudioTranscription(model, null, null, null, null, Map.of()));
        }
        String greeting = present(talk.greeting());
        return options.greeting(greeting == null ? null : new Greeting.Said(greeting)).build();
    }

    /** Azure's voices have a locale in their name, OpenAI's are one word. */
    private static @Nullable Voice voice(@Nullable String name) {
        String given = present(name);
        if (given == null) {
            return null;
        }
        return given.contains("-")
                ? new Voice.AzureStandard(
                        given, null, null, null, null, null, null, null, null, null, Map.of())
                : new Voice.OpenAi(given, Map.of());
    }

    private static @Nullable String present(@Nullable String setting) {
        return setting == null || setting.isBlank() ? null : setting;
    }
}
