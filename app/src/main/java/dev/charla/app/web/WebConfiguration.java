package dev.charla.app.web;

import dev.charla.app.net.EventLoops;
import dev.charla.wire.AcceptFailures;
import dev.charla.wire.ConnectionBounds;
import dev.charla.wire.ReadOnHandler;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.server.WebFilter;
import reactor.netty.resources.LoopResources;

/** Wires the event loops, the filters, and the page at the root. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EventLoopProperties.class, ConnectionProperties.class})
public class WebConfiguration {
    @Bean
    LocalAddress localAddress(Environment settings) {
        return LocalAddress.of(settings);
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> connections(
            ConnectionProperties settings) {
        return factory ->
                factory.addServerCustomizers(server ->
                        server.doOnBound(bound -> AcceptFailures.tell(bound.channel()))
                                .doOnChannelInit((observer, channel, remote) -> {
                                    ReadOnHandler.addTo(channel);
                                    ConnectionBounds.addTo(channel, settings.patience());
                                }));
    }

    /** In the place of Spring Boot's own, for loops of our own; its setting is heeded. */
    @Bean
    ReactorResourceFactory reactorResourceFactory(
            EventLoopProperties settings,
            @Value("${spring.reactor.netty.shutdown-quiet-period:2s}") Duration quietPeriod) {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(quietPeriod);
        resources.setLoopResourcesSupplier(() ->
                EventLoops.of(
                        LoopResources.DEFAULT_IO_WORKER_COUNT,
                        LoopResources.DEFAULT_NATIVE,
                        settings.coalesce()));
        return resources;
    }

    @Bean
    @Order(-100)
    WebFilter securityHeaders() {
        return new SecurityHeaders();
    }

    @Bean
    @Order(-90)
    @ConditionalOnExpression(
            "T(java.net.InetAddress).getByName('${server.address:127.0.0.1}').isLoopbackAddress()")
    WebFilter loopbackHost() {
        return new LoopbackHostFilter();
    }

    @Bean
    WebFilter embedding(OriginRule origins) {
        return new EmbeddingFilter(origins);
    }

    /** The page is index.html; WebFlux serves it by that name only. */
    @Bean
    WebFilter indexPage() {
        return (exchange, chain) ->
                exchange.getRequest().getURI().getPath().equals("/")
                        ? chain.filter(
                                exchange.mutate()
                                        .request(request -> request.path("/index.html"))
                                        .build())
                        : chain.filter(exchange);
    }
}
