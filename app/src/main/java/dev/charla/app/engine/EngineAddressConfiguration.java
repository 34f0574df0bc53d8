package dev.charla.app.engine;

import dev.charla.app.security.AccessMode;
import dev.charla.app.web.LocalAddress;
import dev.charla.boot.engine.EngineConfiguration;
import dev.charla.boot.engine.EngineProperties;
import dev.charla.boot.engine.Exposure;
import dev.charla.boot.engine.OnOwnEngine;
import dev.charla.boot.service.EmbeddedService;
import dev.charla.boot.settings.SettingException;
import dev.charla.boot.web.OriginRule;
import dev.charla.engine.Engine;
import dev.charla.engine.script.Script;
import dev.charla.engine.script.ScriptedDoor;
import dev.charla.engine.server.EngineKeys;
import dev.charla.engine.server.KeyGuard;
import dev.charla.engine.server.Reception;
import dev.charla.loop.Ticker;
import dev.charla.wire.Guesses;
import java.net.URI;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Serves the engine of {@link EngineConfiguration} at this server's own address. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnOwnEngine.class)
public class EngineAddressConfiguration {
    /**
     * Others come over the network, or through a proxy on this machine. Of one there is a sign
     * where people sign in, or where a site is allowed that is not this machine's.
     */
    @Bean
    Exposure exposure(LocalAddress address, ObjectProvider<AccessMode> access, OriginRule origins) {
        AccessMode mode = access.getIfAvailable();
        return new Exposure(
                !address.isLoopback()
                        || (mode != null && mode != AccessMode.NONE)
                        || origins.allowsOtherHosts());
    }

    /** Asked anew for each conversation: the port is known only once the server is up. */
    @Bean
    EmbeddedService embeddedService(EngineKeys keys, Environment environment) {
        return new EmbeddedService() {
            @Override
            public URI endpoint() {
                int port = environment.getRequiredProperty("local.server.port", Integer.class);
                String base = environment.getProperty("spring.webflux.base-path", "").strip();
                return URI.create("ws://127.0.0.1:" + port + base + EngineEndpoint.PATH);
            }

            @Override
            public String key() {
                return keys.own();
            }
        };
    }

    @Bean
    EngineKeys engineKeys(EngineProperties settings, Exposure exposure) {
        String key = settings.key();
        if (EngineKeys.isTooShort(key)) {
            throw new SettingException(
                    "The key in charla.engine.key is too short: it has fewer than "
                            + EngineKeys.SHORTEST
                            + " characters.",
                    "Set it to a random one, such as `openssl rand -hex 16` makes.");
        }
        return new EngineKeys(key, exposure.othersReachIt());
    }

    @Bean
    SimpleUrlHandlerMapping engineMapping(
            Engine engine, EngineKeys keys, OriginRule origins, ObjectProvider<Script> scripts) {
        EngineEndpoint endpoint =
                new EngineEndpoint(
                        new Reception(engine, keys, ScriptedDoor.of(scripts.getIfAvailable())),
                        new KeyGuard(keys, new Guesses(Ticker.system())),
                        origins);
        return new SimpleUrlHandlerMapping(
                EngineEndpoint.PATHS.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> endpoint)),
                -1);
    }
}
