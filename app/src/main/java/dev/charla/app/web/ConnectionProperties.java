package dev.charla.app.web;

import dev.charla.boot.settings.SettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of HTTP connections.
 *
 * @param patience timeout for receiving a whole request, and for a client that reads nothing of its
 *     response; then the connection is closed. Set it longer than the idle timeout of a load
 *     balancer in front (60 s is common), otherwise the load balancer sends requests on connections
 *     that are being closed
 */
@ConfigurationProperties("charla.connection")
record ConnectionProperties(@DefaultValue("90s") Duration patience) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    ConnectionProperties {
        if (patience.compareTo(SHORTEST) < 0) {
            throw new SettingException(
                    "charla.connection.patience is shorter than a second.",
                    "Set it to 90s, for example: longer than a load balancer in front keeps idle"
                            + " connections.");
        }
    }
}
