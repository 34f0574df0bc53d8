package dev.charla.app.service;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The Voice Live service.
 *
 * @param endpoint address of the Azure resource, such as {@code
 *     https://NAME.services.ai.azure.com}; empty: the service inside this process
 * @param apiKey key of the resource; empty: Microsoft Entra ID, by managed identity in Azure and by
 *     {@code az login} on a laptop
 * @param apiVersion version of the protocol that is asked for
 * @param model model that answers
 * @param connectTimeout how long reaching the service may take, handshake and {@code
 *     session.created} included, each
 */
@Validated
@ConfigurationProperties("charla.service")
public record ServiceProperties(
        @Nullable String endpoint,
        @Nullable String apiKey,
        @DefaultValue("2026-07-15") @NotBlank String apiVersion,
        @DefaultValue("gpt-realtime") @NotBlank String model,
        @DefaultValue("10s") Duration connectTimeout) {

    /** Whether the talks go to the service inside this process. */
    public boolean embedded() {
        return endpoint == null || endpoint.isBlank();
    }

    @Override
    public String toString() {
        return "ServiceProperties[endpoint=%s, apiKey=%s, apiVersion=%s, model=%s]"
                .formatted(endpoint, apiKey == null ? "none" : "***", apiVersion, model);
    }
}
