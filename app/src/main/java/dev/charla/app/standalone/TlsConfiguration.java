package dev.charla.app.standalone;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Serves TLS with a certificate of this start, where that is wished. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StandaloneProperties.class)
class TlsConfiguration {
    private static final String BUNDLE = "charla-throw-away";

    @Bean
    @ConditionalOnProperty("charla.standalone.tls")
    ThrowAwayCertificate throwAwayCertificate() throws IOException {
        return ThrowAwayCertificate.make();
    }

    @Bean
    ShownCertificate shownCertificate(ObjectProvider<ThrowAwayCertificate> certificates)
            throws IOException {
        @Nullable ThrowAwayCertificate made = certificates.getIfAvailable();
        return new ShownCertificate(made);
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> tls(
            ObjectProvider<ThrowAwayCertificate> certificates) {
        return server ->
                certificates.ifAvailable(made -> {
                    SslBundle bundle =
                            SslBundle.of(SslStoreBundle.of(made.store(), made.password(), null));
                    server.setSsl(Ssl.forBundle(BUNDLE));
                    server.setSslBundles(new DefaultSslBundleRegistry(BUNDLE, bundle));
                });
    }
}
