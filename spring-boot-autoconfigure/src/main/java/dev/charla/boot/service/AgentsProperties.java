package dev.charla.boot.service;

import dev.charla.boot.service.AgentProperties.Interim;
import dev.charla.boot.service.AgentProperties.McpServer;
import dev.charla.boot.service.AgentProperties.Noise;
import dev.charla.boot.service.AgentProperties.Tuning;
import dev.charla.boot.service.AgentProperties.Turns;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The agents that a page may name in addition to {@code default}.
 *
 * @param agents further agents, by name; settings that an agent leaves out are those of {@code
 *     charla.agent}
 */
@Validated
@ConfigurationProperties("charla")
public record AgentsProperties(@DefaultValue Map<String, @Valid Agent> agents) {
    /** No agent but the default one. */
    public static final AgentsProperties NONE = new AgentsProperties(Map.of());

    /**
     * What one agent changes. Each is as in {@link AgentProperties}; null: as there.
     *
     * @param echoCancellation whether the service takes the agent's voice out
     * @param handOff agents that this one may hand the caller to: the key is the agent's name, the
     *     value tells the model when to do so
     * @param interimResponse what the service itself says while an answer takes its time
     */
    public record Agent(
            @Nullable String voice,
            @Nullable @Valid Tuning voiceTuning,
            @Nullable String instructions,
            @Nullable String greeting,
            @Nullable Turns turnDetection,
            @Nullable @DecimalMin("0") @DecimalMax("1") Double threshold,
            @DurationMin(message = "must not be negative") @DurationMax(seconds = 2)
                    @Nullable Duration prefixPadding,
            @DurationMin(millis = 20) @DurationMax(seconds = 60) @Nullable Duration silence,
            @Nullable Noise noiseReduction,
            @Nullable Boolean echoCancellation,
            @Nullable String transcription,
            @Nullable Map<String, @Valid McpServer> mcp,
            @Nullable List<String> tools,
            @Nullable List<String> guards,
            @Nullable Boolean holdUnchecked,
            @Nullable String language,
            @Nullable Map<String, String> handOff,
            @Nullable @Valid Interim interimResponse) {}
}
