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
 * @param endpoint endpoint of the Azure resource, such as {@code
 *     https://NAME.services.ai.azure.com}; empty: the engine inside this process
 * @param apiKey API key of the resource; empty: Microsoft Entra ID, with the managed identity in
 *     Azure and with {@code az login} on a developer's machine
 * @param apiVersion version of the Voice Live protocol to request
 * @param model the model that answers; with {@code modelProfile}, the name of its deployment
 * @param modelProfile how to reach a model of your own, such as {@code byom-azure-openai-realtime};
 *     empty: a model of the service
 * @param agent a Foundry agent that answers instead of a model
 * @param query further query parameters of the connection, such as {@code features}
 * @param connectTimeout timeout for each step of connecting; the handshake and the wait for {@code
 *     session.created} are such steps
 * @param renewBefore how long before a session's time limit it is replaced by a new session
 * @param reconnectFor how long a conversation tries to reconnect to the service
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
     * @param version a published version of the agent; empty: the latest
     * @param identityClientId client ID of the managed identity that the agent acts with; empty:
     *     the agent's own identity
     * @param resource the agent's Foundry resource, if it differs from the endpoint's
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
