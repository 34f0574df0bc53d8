package dev.charla.boot.browser;

import dev.charla.boot.limits.UsageLimits;
import dev.charla.boot.net.PageSockets;
import dev.charla.boot.web.OriginRule;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Wires what a page asks for: over HTTP, by WebSocket and by events. */
@Configuration(proxyBeanMethods = false)
public class PageConfiguration {
    @Bean
    ConversationController conversationController(
            ServiceStatus.Source status,
            AgentOffers offers,
            ConversationRegistry registry,
            UsageLimits limits,
            OriginRule origins,
            Callers callers) {
        return new ConversationController(status, offers, registry, limits, origins, callers);
    }

    @Bean
    FarewellController farewellController(
            ConversationRegistry registry, Conversations conversations) {
        return new FarewellController(registry, conversations);
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
    SimpleUrlHandlerMapping pageMapping(
            ConversationRegistry registry,
            Conversations conversations,
            OriginRule origins,
            ObjectProvider<PageSockets> sockets) {
        EventStreams streams = new EventStreams();
        return new SimpleUrlHandlerMapping(
                Map.of(
                        PageEndpoint.PATTERN,
                        new PageEndpoint(
                                registry,
                                conversations,
                                streams,
                                origins,
                                sockets.getIfAvailable(() -> PageSockets.NETTY)),
                        UplinkEndpoint.PATTERN,
                        new UplinkEndpoint(streams, origins)),
                -1);
    }
}
