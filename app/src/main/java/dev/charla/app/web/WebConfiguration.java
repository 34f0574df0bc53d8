package dev.charla.app.web;

import dev.charla.app.net.EventLoops;
import dev.charla.boot.web.EmbeddingFilter;
import dev.charla.boot.web.ErrorAnswers;
import dev.charla.boot.web.IndexPage;
import dev.charla.boot.web.OriginRule;
import dev.charla.boot.web.SecurityHeaders;
import dev.charla.loop.Ticker;
import dev.charla.wire.HttpConnections;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import reactor.netty.resources.LoopResources;

/** Wires the event loops, the filters, and the page at the root. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EventLoopProperties.class, ConnectionProperties.class})
public class WebConfiguration {
    /** Before every filter of others, Spring Security's at -100 included. */
    private static final int HEADERS = -210;

    private static final int LOOPBACK_HOST = -200;

    private static final int FORMER_PATHS = -190;

    @Bean
    LocalAddress localAddress(ServerProperties server) {
        return new LocalAddress(server.getAddress());
    }

    @Bean
    BoundAddress boundAddress(LocalAddress address) {
        return new BoundAddress(address);
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> tellBoundAddress(BoundAddress told) {
        return factory -> factory.addServerCustomizers(server -> server.doOnBound(told::bound));
    }

    @Bean
    Ipv6Loopback ipv6Loopback(
            LocalAddress address,
            NettyReactiveWebServerFactory factory,
            HttpHandler handler,
            Environment environment) {
        return new Ipv6Loopback(
                address,
                factory,
                handler,
                () -> environment.getRequiredProperty("local.server.port", Integer.class));
    }

    @Bean
    WebHttpHandlerBuilderCustomizer requestGate() {
        return handler -> handler.httpHandlerDecorator(RequestGate::new);
    }

    /** Before Spring Boot's own at -1, which has another form of answer and logs each failure. */
    @Bean
    @Order(-2)
    WebExceptionHandler errorAnswers() {
        return new ErrorAnswers(Ticker.system());
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> connections(
            ConnectionProperties settings) {
        return factory ->
                factory.addServerCustomizers(
                        server -> HttpConnections.bounded(server, settings.patience()));
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
    @Order(HEADERS)
    WebFilter securityHeaders() {
        return new SecurityHeaders();
    }

    @Bean
    @Order(LOOPBACK_HOST)
    WebFilter loopbackHost(LocalAddress address, OriginRule origins) {
        return address.isLoopback()
                ? new LoopbackHostFilter(origins, Ticker.system())
                : (exchange, chain) -> chain.filter(exchange);
    }

    @Bean
    @Order(FORMER_PATHS)
    WebFilter formerPaths() {
        return new FormerPaths(Ticker.system());
    }

    @Bean
    WebFilter embedding(OriginRule origins) {
        return new EmbeddingFilter(origins);
    }

    @Bean
    WebFilter indexPage() {
        return new IndexPage();
    }
}
