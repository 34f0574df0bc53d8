package dev.charla.boot.browser;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the server ends open conversations when it stops.
 *
 * @param patience how long open conversations may continue after a stop is requested; the platform
 *     that stops the server must wait some seconds longer before it kills the process
 */
@Validated
@ConfigurationProperties("charla.drain")
record DrainProperties(
        @DefaultValue("0s") @DurationMin(message = "must not be negative") @DurationMax(days = 1)
                Duration patience) {}
