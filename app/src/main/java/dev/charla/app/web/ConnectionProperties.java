package dev.charla.app.web;

import dev.charla.boot.settings.SettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a client may do with an HTTP connection.
 *
 * @param patience how long a whole request may take to come, and how long a client may take nothing
 *     of its answer; then the connection is closed. Longer than a load balancer keeps a connection
 *     that nothing happens on (60 s is common), else it sends requests on one that is being closed
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
