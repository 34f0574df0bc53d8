package dev.charla.boot.service;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The agent {@code default}, on which those in {@link AgentsProperties} are built. The default
 * values are the session settings of Microsoft's Voice Live lab.
 *
 * @param voice the agent's voice, such as {@code en-US-Ava:DragonHDLatestNeural}, {@code alloy} or
 *     {@code azure-custom:NAME@ENDPOINT-ID}; empty: the service's default
 * @param voiceTuning how an Azure voice speaks
 * @param instructions the agent's system prompt, or {@code classpath:} and the name of a file that
 *     contains it; empty: the service's default
 * @param greeting what the agent says first, word for word; empty: the caller speaks first
 * @param turnDetection how the end of the caller's turn is detected
 * @param threshold speech-detection threshold, 0 to 1; a higher value ignores quiet or unclear
 *     speech
 * @param prefixPadding how much audio from before the onset is included in the turn
 * @param silence how long the caller must be silent before the turn ends; under 300 ms cuts people
 *     off in mid-sentence
 * @param noiseReduction which noise reduction is applied to the caller's audio
 * @param echoCancellation whether the service removes the agent's voice from the caller's audio
 * @param transcription model that transcribes the caller: a model's name, {@code auto} for one that
 *     fits the model, or {@code none} for the service's choice
 * @param mcp MCP servers that the agent may use, by name
 * @param tools names of the application's own tools that the agent may use; {@code *}: all of them;
 *     empty: none
 * @param guards names of the guards that see what is said, in the order in which they are asked;
 *     {@code *}: all of them; empty: none
 * @param holdUnchecked whether what the agent says is kept from the page until its guards let it
 *     pass; otherwise it is stopped while it is heard
 * @param language tag of the language that the agent speaks, such as {@code es-MX}; empty: none is
 *     named
 * @param handOff agents that {@code default} may hand the caller to: the key is the agent's name,
 *     the value tells the model when to do so
 * @param interimResponse what the service itself says while an answer takes its time
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
        @DefaultValue List<String> tools,
        @DefaultValue List<String> guards,
        @DefaultValue("true") boolean holdUnchecked,
        @Nullable String language,
        @DefaultValue Map<String, String> handOff,
        @DefaultValue @Valid Interim interimResponse) {

    /**
     * What the service says while an answer takes its time. With neither words nor instructions it
     * says nothing.
     *
     * @param say sentences of which it says one, word for word
     * @param instructions tells a small model of the service how to make up such a sentence
     * @param on what it is said for: an answer that is late ({@code latency}), a tool that is
     *     called ({@code tool})
     * @param after how long an answer may take before it is late
     */
    public record Interim(
            @DefaultValue List<String> say,
            @Nullable String instructions,
            @DefaultValue({"latency", "tool"}) Set<Trigger> on,
            @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(seconds = 60)
                    Duration after) {
        /** Nothing is said. */
        static final Interim NONE =
                new Interim(
                        List.of(),
                        null,
                        Set.of(Trigger.LATENCY, Trigger.TOOL),
                        Duration.ofSeconds(2));

        /** The same, with these sentences. */
        Interim saying(List<String> sentences) {
            return new Interim(sentences, null, on, after);
        }
    }

    /** What an interim response is said for. */
    public enum Trigger {
        /** An answer that is late. */
        LATENCY,
        /** A tool that is called. */
        TOOL
    }

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
     * How an Azure voice speaks. Unset: the voice's default.
     *
     * @param temperature variation of HD voices, 0 to 1
     * @param locale forces one accent, such as {@code es-MX}
     * @param style speaking style, such as {@code cheerful}, for voices that have styles
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
     * An MCP server. The service calls it, so it must be reachable from the service.
     *
     * @param url its URL
     * @param authorization a token that the service sends to it; empty: none
     * @param allowedTools names of the tools that the agent may use; empty: all
     * @param withoutApproval names of the tools that run without the caller's approval; {@code *}:
     *     all
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
                change.tools() == null ? tools : change.tools(),
                change.guards() == null ? guards : change.guards(),
                change.holdUnchecked() == null ? holdUnchecked : change.holdUnchecked(),
                either(change.language(), language),
                change.handOff() == null ? Map.of() : change.handOff(),
                change.interimResponse() == null ? interimResponse : change.interimResponse());
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
