package dev.charla.app.standalone;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service without the page.
 *
 * @param tls whether it is served over TLS, with a certificate made for this one start
 */
@ConfigurationProperties("charla.standalone")
public record StandaloneProperties(@DefaultValue("false") boolean tls) {}
