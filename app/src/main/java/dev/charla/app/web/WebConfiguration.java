package dev.charla.app.web;

import dev.charla.app.net.ReadOnHandler;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;

/** Wires the filters, and the page at the root. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {
    @Bean
    LocalAddress localAddress(Environment settings) {
        return LocalAddress.of(settings);
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> readOn() {
        return factory ->
                factory.addServerCustomizers(server ->
                        server.doOnChannelInit(
                                (observer, channel, remote) -> ReadOnHandler.addTo(channel)));
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
