package dev.charla.boot.browser;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What becomes of open conversations when the server stops.
 *
 * @param patience how long they may go on; whoever stops the server must wait some seconds longer
 */
@Validated
@ConfigurationProperties("charla.drain")
record DrainProperties(
        @DefaultValue("0s") @DurationMin(message = "must not be negative") @DurationMax(days = 1)
                Duration patience) {}
