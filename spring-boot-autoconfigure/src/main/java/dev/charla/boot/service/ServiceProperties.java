package dev.charla.boot.service;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
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
 * @param model model that answers, or the name of its deployment together with {@code modelProfile}
 * @param modelProfile how a model of one's own is reached, such as {@code
 *     byom-azure-openai-realtime}; empty for the service's models
 * @param agent an agent made in Foundry, which answers instead of a model
 * @param query further parameters of the connection's address, such as {@code features}
 * @param connectTimeout how long reaching the service may take, handshake and {@code
 *     session.created} included, each
 * @param renewBefore how long before its end a session is replaced by a new one
 * @param reconnectFor how long a conversation tries to reach the service again that was lost
 */
@Validated
@ConfigurationProperties("charla.service")
public record ServiceProperties(
        @Nullable String endpoint,
        @Nullable String apiKey,
        @DefaultValue("2026-07-15") @NotBlank String apiVersion,
        @DefaultValue("gpt-realtime") @NotBlank String model,
        @Nullable String modelProfile,
        @DefaultValue Agent agent,
        @DefaultValue Map<String, String> query,
        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
                Duration connectTimeout,
        @DefaultValue("3m") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration renewBefore,
        @DefaultValue("30s") @DurationMin(message = "must not be negative") @DurationMax(hours = 1)
                Duration reconnectFor) {

    /**
     * An agent made in Foundry. It needs an Entra credential.
     *
     * @param name the agent's name; empty: a model answers
     * @param project name of its Foundry project
     * @param version a published version of it; empty: the latest
     * @param identityClientId client id of the managed identity that the agent acts with; empty:
     *     its own
     * @param resource Foundry resource of the agent, where it is not the endpoint's
     */
    public record Agent(
            @Nullable String name,
            @Nullable String project,
            @Nullable String version,
            @Nullable String identityClientId,
            @Nullable String resource) {}

    /** Whether the conversations go to the service inside this process. */
    public boolean embedded() {
        return endpoint == null || endpoint.isBlank();
    }

    /** Whether an agent answers instead of a model. */
    public boolean agentMode() {
        return !embedded() && agent.name() != null && !agent.name().isBlank();
    }

    @Override
    public String toString() {
        return "ServiceProperties[endpoint=%s, apiKey=%s, apiVersion=%s, model=%s]"
                .formatted(endpoint, apiKey == null ? "none" : "***", apiVersion, model);
    }
}
