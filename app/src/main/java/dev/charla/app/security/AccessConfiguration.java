package dev.charla.app.security;

import dev.charla.app.web.LocalAddress;
import dev.charla.boot.browser.SignOut;
import dev.charla.boot.limits.LimitsProperties;
import dev.charla.boot.limits.UsageLimits;
import dev.charla.boot.settings.SettingException;
import dev.charla.boot.web.OriginRule;
import dev.charla.loop.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;

/** Wires the way in. What OpenID Connect needs is loaded only where it is used. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccessProperties.class, LimitsProperties.class})
@Import(AccessConfiguration.Oidc.class)
public class AccessConfiguration {
    /** Before anything is served, behind the filters that concern every answer. */
    static final int ORDER = -50;

    private static final int SHORTEST_CODE = 12;

    private static final Logger LOG = LoggerFactory.getLogger(AccessConfiguration.class);

    @Bean
    AccessMode accessMode(
            AccessProperties settings, LocalAddress address, Environment environment) {
        AccessMode mode = AccessMode.of(environment);
        if (mode == AccessMode.NONE && !address.isLoopback()) {
            throw new SettingException(
                    "Charla would listen on "
                            + address.name()
                            + ", where others can reach it, and nobody has to sign in.",
                    "Set CHARLA_ACCESS_CODE to a code of at least twelve characters, or set up a"
                            + " login as docs/security.md says, or leave server.address out to"
                            + " listen on this machine alone.");
        }
        if (mode == AccessMode.NONE && reachesOthersForManagement(environment)) {
            throw new SettingException(
                    "Charla would listen for its management where others can reach it, and nobody"
                            + " has to sign in.",
                    "Set management.server.address to 127.0.0.1, or set up a login as"
                            + " docs/security.md says.");
        }
        if (mode == AccessMode.OPEN) {
            LOG.warn("nobody has to sign in: whoever reaches this server talks at your cost");
        }
        if (mode == AccessMode.PLATFORM) {
            PlatformLogin.requireGuaranteed(environment, settings.platformLoginOn());
        }
        return mode;
    }

    /** A port of its own is another socket, which listens on every address unless told. */
    private static boolean reachesOthersForManagement(Environment environment) {
        String port = environment.getProperty("management.server.port", "").strip();
        boolean same =
                !port.equals("0")
                        && port.equals(environment.getProperty("server.port", "8080").strip());
        if (port.isEmpty() || port.equals("-1") || same) {
            return false;
        }
        String address = environment.getProperty("management.server.address", "").strip();
        try {
            return address.isEmpty() || !InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // that server will not start, and says so
        }
    }

    @Bean
    UsageLimits usageLimits(LimitsProperties limits, AccessMode mode) {
        return new UsageLimits(limits, mode.signsIn(), Ticker.system(), InstantSource.system());
    }

    @Bean
    @Order(ORDER)
    WebFilter accessFilter(AccessMode mode, AccessProperties settings, OriginRule origins) {
        return switch (mode) {
            case NONE, OPEN, OIDC -> (exchange, chain) -> chain.filter(exchange);
            case PLATFORM -> new PlatformLogin();
            case CODE -> {
                String code = settings.code() == null ? "" : settings.code().strip();
                if (code.length() < SHORTEST_CODE) {
                    throw new SettingException(
                            "The access code in charla.access.code is too short: it has fewer than "
                                    + SHORTEST_CODE
                                    + " characters.",
                            "Set CHARLA_ACCESS_CODE to a longer one, such as three words.");
                }
                yield new CodeLogin(
                        code,
                        new AccessCookie(code, InstantSource.system()),
                        settings.codeLife(),
                        origins,
                        Ticker.system());
            }
        };
    }

    /** A filter that knows who signed in ends that, too. */
    @Bean
    @Conditional(ExceptOidc.class)
    SignOut signOut(@Qualifier("accessFilter") WebFilter filter) {
        return filter instanceof SignOut signOut ? signOut : SignOut.NOBODY;
    }

    /** Apart, so that a server without it has no bean of Spring Security. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnOidc.class)
    @Import(OidcLogin.class)
    static class Oidc {}
}
