package dev.charla.app.standalone;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The engine without the page.
 *
 * @param tls whether to serve TLS, with a self-signed certificate that is generated at each start
 */
@ConfigurationProperties("charla.standalone")
public record StandaloneProperties(@DefaultValue("false") boolean tls) {}
