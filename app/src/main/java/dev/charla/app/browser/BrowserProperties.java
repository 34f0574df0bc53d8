package dev.charla.app.browser;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a browser may do.
 *
 * @param maxTalks talks that may be open at once
 * @param maxLength how long one talk may last
 * @param maxTextLength characters in one typed message
 * @param ticketLife how long a page may take from asking for a talk to opening its socket
 * @param resumeWithin how long a talk waits for a page that lost its connection; zero: not at all
 * @param allowedOrigins other sites whose pages may open talks here, such as {@code
 *     https://www.example.org}; the page's own site always may
 */
@Validated
@ConfigurationProperties("charla.browser")
public record BrowserProperties(
        @DefaultValue("200") @Min(1) int maxTalks,
        @DefaultValue("60m") Duration maxLength,
        @DefaultValue("2000") @Min(1) @Max(100_000) int maxTextLength,
        @DefaultValue("60s") Duration ticketLife,
        @DefaultValue("30s") Duration resumeWithin,
        @DefaultValue List<String> allowedOrigins) {}
