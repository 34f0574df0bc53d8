package dev.charla.boot.service;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
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
 * What the agents are like. The defaults are the session settings of the Voice Live lab; they are
 * the agent {@code default}, on which those in {@link AgentsProperties} are built.
 *
 * @param voice the agent's voice, such as {@code en-US-Ava:DragonHDLatestNeural}, {@code alloy} or
 *     {@code azure-custom:NAME@ENDPOINT-ID}; empty: the service's own
 * @param voiceTuning how an Azure voice speaks
 * @param instructions how the agent should behave; empty: the service's own
 * @param greeting what the agent says first, word for word; empty: the caller speaks first
 * @param turnDetection what finds the ends of the caller's turns
 * @param threshold how clearly somebody must speak to be heard, 0 to 1
 * @param prefixPadding how much audio from before the speech is kept
 * @param silence how long the caller must be quiet before the turn ends; under 300 ms cuts people
 *     off in mid-sentence
 * @param noiseReduction what takes noise out of the caller's audio
 * @param echoCancellation whether the service takes the agent's voice out of the caller's audio
 * @param transcription which model writes down the caller's words: {@code auto} for one that fits
 *     the model, {@code none} for the service's choice, or its name
 * @param mcp MCP servers that the agent may use, by name
 * @param tools the application's own tools that the agent may use, by their names; {@code *} for
 *     all there are; empty: none
 */
@Validated
@ConfigurationProperties("charla.agent")
public record AgentProperties(
        @Nullable String voice,
        @DefaultValue @Valid Tuning voiceTuning,
        @Nullable String instructions,
        @Nullable String greeting,
        @DefaultValue("server-vad") Turns turnDetection,
        @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1") double threshold,
        @DefaultValue("300ms")
                @DurationMin(message = "must not be negative")
                @DurationMax(seconds = 2)
                Duration prefixPadding,
        @DefaultValue("500ms") @DurationMin(millis = 20) @DurationMax(seconds = 60)
                Duration silence,
        @DefaultValue("none") Noise noiseReduction,
        @DefaultValue("false") boolean echoCancellation,
        @DefaultValue("auto") String transcription,
        @DefaultValue Map<String, @Valid McpServer> mcp,
        @DefaultValue List<String> tools) {

    /** What finds the ends of turns; the names are the protocol's. */
    public enum Turns {
        /** By loudness and likelihood of speech. */
        SERVER_VAD,
        /** By meaning as well; made for English. */
        AZURE_SEMANTIC_VAD,
        /** By meaning as well, in ten languages. */
        AZURE_SEMANTIC_VAD_MULTILINGUAL,
        /** OpenAI's, for its native audio models only. */
        SEMANTIC_VAD
    }

    /** What takes noise out. */
    public enum Noise {
        NONE,
        /** Azure's deep noise suppression, for any model. */
        DEEP,
        /** OpenAI's for a headset. */
        NEAR_FIELD,
        /** OpenAI's for a microphone in the room. */
        FAR_FIELD
    }

    /**
     * How an Azure voice speaks; each may be left to the voice.
     *
     * @param temperature 0 to 1, for HD voices
     * @param locale forces one accent, such as {@code es-MX}
     * @param style such as {@code cheerful}, for voices that have it
     * @param pitch an SSML prosody value such as {@code +10%}
     * @param rate 0.5 to 1.5, or an SSML prosody value
     * @param volume an SSML prosody value
     */
    public record Tuning(
            @Nullable @DecimalMin("0") @DecimalMax("1") Double temperature,
            @Nullable String locale,
            @Nullable String style,
            @Nullable String pitch,
            @Nullable String rate,
            @Nullable String volume) {}

    /**
     * An MCP server, which the service calls: it has to be reachable from there.
     *
     * @param url its address
     * @param authorization a token that is sent to it; empty for none
     * @param allowedTools the tools that may be used; empty for all
     * @param withoutApproval those that are used without the caller's approval; {@code *} for all
     */
    public record McpServer(
            @NotNull URI url,
            @Nullable String authorization,
            @DefaultValue List<String> allowedTools,
            @DefaultValue List<String> withoutApproval) {
        /** Leaves the token out. */
        @Override
        public String toString() {
            return "McpServer[url=" + url.getHost() + "]";
        }
    }

    /** These with what {@code change} changes. */
    AgentProperties with(AgentsProperties.Agent change) {
        return new AgentProperties(
                either(change.voice(), voice),
                change.voiceTuning() == null ? voiceTuning : change.voiceTuning(),
                either(change.instructions(), instructions),
                either(change.greeting(), greeting),
                change.turnDetection() == null ? turnDetection : change.turnDetection(),
                change.threshold() == null ? threshold : change.threshold(),
                change.prefixPadding() == null ? prefixPadding : change.prefixPadding(),
                change.silence() == null ? silence : change.silence(),
                change.noiseReduction() == null ? noiseReduction : change.noiseReduction(),
                change.echoCancellation() == null ? echoCancellation : change.echoCancellation(),
                change.transcription() == null ? transcription : change.transcription(),
                change.mcp() == null ? mcp : change.mcp(),
                change.tools() == null ? tools : change.tools());
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
