package dev.charla.app.standalone;

import dev.charla.app.engine.EngineAddressConfiguration;
import dev.charla.app.engine.EngineEndpoint;
import dev.charla.app.web.WebConfiguration;
import dev.charla.boot.engine.EngineConfiguration;
import dev.charla.boot.host.CharlaAutoConfiguration;
import dev.charla.boot.web.OriginRule;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;

/** Starts the engine alone: its address, its health, no page and no browser's API. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = CharlaAutoConfiguration.class)
@Import({
    WebConfiguration.class,
    EngineConfiguration.class,
    EngineAddressConfiguration.class,
    TlsConfiguration.class
})
@PropertySource("classpath:dev/charla/app/standalone/standalone.properties")
public class StandaloneService {
    /** The same setting as the page's: which sites' pages may connect from a browser. */
    @Bean
    OriginRule originRule(@Value("${charla.browser.allowed-origins:}") List<String> allowed) {
        return new OriginRule(allowed);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> announcement(
            Environment environment, StandaloneProperties settings, ShownCertificate shown) {
        return ready -> {
            System.out.printf(
                    "The Voice Live service is ready at %s://localhost:%s%s%s%n",
                    settings.tls() ? "wss" : "ws",
                    environment.getProperty("local.server.port"),
                    environment.getProperty("spring.webflux.base-path", "").strip(),
                    EngineEndpoint.PATH);
            shown.announce();
        };
    }
}
