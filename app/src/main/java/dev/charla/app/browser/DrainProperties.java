package dev.charla.app.browser;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of open talks when the server stops.
 *
 * @param patience how long they may go on; whoever stops the server must wait some seconds longer
 */
@ConfigurationProperties("charla.drain")
record DrainProperties(@DefaultValue("0s") Duration patience) {}
