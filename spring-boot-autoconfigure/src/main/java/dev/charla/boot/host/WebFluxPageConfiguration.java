package dev.charla.boot.host;

import dev.charla.boot.net.PageSockets;
import dev.charla.wire.HttpConnections;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** The page in an application on WebFlux. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class WebFluxPageConfiguration {
    /** Before the application's own controllers, so that one for any path leaves the page alone. */
    private static final int ORDER = -2;

    @Bean("charlaPageHandler")
    PageHandler pageHandler(PageProperties page, ListableBeanFactory beans) {
        return new PageHandler(page.path(), beans, PageSockets.NETTY);
    }

    @Bean("charlaPageMapping")
    SimpleUrlHandlerMapping pageMapping(PageProperties page, PageHandler handler) {
        SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping();
        mapping.setOrder(ORDER);
        mapping.setUrlMap(Map.of(page.path(), handler, page.path() + "/**", handler));
        return mapping;
    }

    /** What is of Reactor Netty's server. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(NettyReactiveWebServerFactory.class)
    static class OnReactorNetty {
        /**
         * A browser's request that comes early would be the last one that is read from its
         * connection: see {@link HttpConnections#keptReading}.
         */
        @Bean("charlaKeptReading")
        WebServerFactoryCustomizer<NettyReactiveWebServerFactory> keptReading() {
            return factory -> factory.addServerCustomizers(HttpConnections::keptReading);
        }
    }
}
