package dev.charla.app.service;

import dev.charla.app.engine.EngineEndpoint;
import dev.charla.app.engine.EngineKeys;
import dev.charla.client.Addressee;
import dev.charla.client.NettyServiceConnector;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceCredential;
import dev.charla.client.ServiceTarget;
import dev.charla.client.ServiceTimeouts;
import java.net.URI;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the way to the service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServiceProperties.class)
public class ServiceConfiguration {
    @Bean
    ServiceConnector serviceConnector() {
        return new NettyServiceConnector();
    }

    /** Asked anew for each talk, since the port is known only once the server is up. */
    @Bean
    Supplier<ServiceTarget> serviceTarget(
            ServiceProperties settings, ObjectProvider<EngineKeys> keys, Environment environment) {
        return () ->
                settings.embedded()
                        ? embedded(settings, keys.getObject(), environment)
                        : azure(settings);
    }

    private static ServiceTarget embedded(
            ServiceProperties settings, EngineKeys keys, Environment environment) {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        URI here = URI.create("ws://127.0.0.1:" + port + EngineEndpoint.PATH);
        return target(settings, here, ServiceCredential.apiKey(keys.own()), "charla-offline");
    }

    private static ServiceTarget azure(ServiceProperties settings) {
        String key = settings.apiKey();
        ServiceCredential credential =
                key == null || key.isBlank()
                        ? EntraCredential.ofThisMachine()
                        : ServiceCredential.apiKey(key);
        return target(
                settings,
                URI.create(String.valueOf(settings.endpoint())),
                credential,
                settings.model());
    }

    private static ServiceTarget target(
            ServiceProperties settings, URI endpoint, ServiceCredential credential, String model) {
        return ServiceTarget.at(endpoint, Addressee.model(model))
                .apiVersion(settings.apiVersion())
                .credential(credential)
                .timeouts(
                        ServiceTimeouts.DEFAULTS
                                .withConnect(settings.connectTimeout())
                                .withHandshake(settings.connectTimeout())
                                .withFirstEvent(settings.connectTimeout()))
                .build();
    }

    /** Apart from the rest, so that Microsoft's library is loaded only where it is used. */
    private static final class EntraCredential {
        private static final ServiceCredential CREDENTIAL =
                ServiceCredential.entra(
                        new com.azure.identity.DefaultAzureCredentialBuilder().build());

        static ServiceCredential ofThisMachine() {
            return CREDENTIAL;
        }
    }
}
