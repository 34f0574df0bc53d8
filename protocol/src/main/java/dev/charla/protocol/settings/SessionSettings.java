package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.charla.protocol.item.SessionId;
import dev.charla.protocol.json.ExtraMembers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All settings of a session, as the service tells them. Members that are null are off or unknown.
 *
 * @param model cannot be changed
 * @param instructions how the agent should behave
 * @param inputAudioSamplingRate samples per second
 * @param outputAudioTimestampTypes {@code word}
 * @param temperature 0 to 2
 * @param reasoningEffort {@code none, minimal, low, medium, high, xhigh}
 * @param include what else to tell: {@code item.input_audio_transcription.logprobs}, ...
 * @param agent in agent mode
 * @param expiresAt when the service ends the session
 */
@JsonIgnoreProperties(value = "object", allowGetters = true)
public record SessionSettings(
        SessionId id,
        @Nullable String model,
        @Nullable List<Modality> modalities,
        @Nullable String instructions,
        @Nullable Voice voice,
        @Nullable AudioFormat inputAudioFormat,
        @Nullable AudioFormat outputAudioFormat,
        @Nullable Integer inputAudioSamplingRate,
        @Nullable InputAudioTranscription inputAudioTranscription,
        @Nullable NoiseReduction inputAudioNoiseReduction,
        @Nullable EchoCancellation inputAudioEchoCancellation,
        @Nullable TurnDetection turnDetection,
        @Nullable List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean parallelToolCalls,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double temperature,
        @Nullable MaxTokens maxResponseOutputTokens,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reasoningEffort,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InterimResponse interimResponse,
        @Nullable Animation animation,
        @Nullable Avatar avatar,
        @Nullable List<String> outputAudioTimestampTypes,
        @Nullable List<String> include,
        @Nullable JsonNode truncationStrategy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> metadata,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AgentReference agent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expiresAt,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    public SessionSettings {
        modalities = modalities == null ? null : List.copyOf(modalities);
        tools = tools == null ? null : List.copyOf(tools);
        outputAudioTimestampTypes =
                outputAudioTimestampTypes == null ? null : List.copyOf(outputAudioTimestampTypes);
        include = include == null ? null : List.copyOf(include);
        metadata = metadata == null ? null : ExtraMembers.copyOf(metadata);
        extra = ExtraMembers.copyOf(extra);
    }

    /** What the service writes with every session. */
    @JsonProperty
    public String object() {
        return "realtime.session";
    }

    /**
     * The settings after a change: members that are present replace the ones here as a whole,
     * nested objects are not merged; the rest stays.
     */
    public SessionSettings apply(SessionUpdate update) {
        Map<String, JsonNode> merged = new LinkedHashMap<>(extra);
        merged.putAll(update.extra());
        return new SessionSettings(
                id,
                changed(update.model(), model),
                changed(update.modalities(), modalities),
                changed(update.instructions(), instructions),
                changed(update.voice(), voice),
                changed(update.inputAudioFormat(), inputAudioFormat),
                changed(update.outputAudioFormat(), outputAudioFormat),
                changed(update.inputAudioSamplingRate(), inputAudioSamplingRate),
                update.inputAudioTranscription().over(inputAudioTranscription),
                update.inputAudioNoiseReduction().over(inputAudioNoiseReduction),
                update.inputAudioEchoCancellation().over(inputAudioEchoCancellation),
                update.turnDetection().over(turnDetection),
                changed(update.tools(), tools),
                changed(update.toolChoice(), toolChoice),
                changed(update.parallelToolCalls(), parallelToolCalls),
                changed(update.temperature(), temperature),
                changed(update.maxResponseOutputTokens(), maxResponseOutputTokens),
                update.reasoningEffort().over(reasoningEffort),
                update.interimResponse().over(interimResponse),
                update.animation().over(animation),
                update.avatar().over(avatar),
                update.outputAudioTimestampTypes().over(outputAudioTimestampTypes),
                update.include().over(include),
                truncationStrategy,
                update.metadata().over(metadata),
                agent,
                expiresAt,
                merged);
    }

    private static <T> @Nullable T changed(@Nullable T change, @Nullable T current) {
        return change == null ? current : change;
    }

    /** A builder with nothing but the required members set. */
    public static Builder builder(SessionId id) {
        return new Builder(id);
    }

    /** A builder with all members set as here. */
    public Builder toBuilder() {
        Builder b = new Builder(id);
        b.model = model;
        b.modalities = modalities;
        b.instructions = instructions;
        b.voice = voice;
        b.inputAudioFormat = inputAudioFormat;
        b.outputAudioFormat = outputAudioFormat;
        b.inputAudioSamplingRate = inputAudioSamplingRate;
        b.inputAudioTranscription = inputAudioTranscription;
        b.inputAudioNoiseReduction = inputAudioNoiseReduction;
        b.inputAudioEchoCancellation = inputAudioEchoCancellation;
        b.turnDetection = turnDetection;
        b.tools = tools;
        b.toolChoice = toolChoice;
        b.parallelToolCalls = parallelToolCalls;
        b.temperature = temperature;
        b.maxResponseOutputTokens = maxResponseOutputTokens;
        b.reasoningEffort = reasoningEffort;
        b.interimResponse = interimResponse;
        b.animation = animation;
        b.avatar = avatar;
        b.outputAudioTimestampTypes = outputAudioTimestampTypes;
        b.include = include;
        b.truncationStrategy = truncationStrategy;
        b.metadata = metadata;
        b.agent = agent;
        b.expiresAt = expiresAt;
        b.extra.putAll(extra);
        return b;
    }

    /** Makes {@link SessionSettings}. Confined to one thread. */
    public static final class Builder {
        private SessionId id;
        private @Nullable String model;
        private @Nullable List<Modality> modalities;
        private @Nullable String instructions;
        private @Nullable Voice voice;
        private @Nullable AudioFormat inputAudioFormat;
        private @Nullable AudioFormat outputAudioFormat;
        private @Nullable Integer inputAudioSamplingRate;
        private @Nullable InputAudioTranscription inputAudioTranscription;
        private @Nullable NoiseReduction inputAudioNoiseReduction;
        private @Nullable EchoCancellation inputAudioEchoCancellation;
        private @Nullable TurnDetection turnDetection;
        private @Nullable List<Tool> tools;
        private @Nullable ToolChoice toolChoice;
        private @Nullable Boolean parallelToolCalls;
        private @Nullable Double temperature;
        private @Nullable MaxTokens maxResponseOutputTokens;
        private @Nullable String reasoningEffort;
        private @Nullable InterimResponse interimResponse;
        private @Nullable Animation animation;
        private @Nullable Avatar avatar;
        private @Nullable List<String> outputAudioTimestampTypes;
        private @Nullable List<String> include;
        private @Nullable JsonNode truncationStrategy;
        private @Nullable Map<String, String> metadata;
        private @Nullable AgentReference agent;
        private @Nullable Instant expiresAt;
        private final Map<String, JsonNode> extra = new LinkedHashMap<>();

        private Builder(SessionId id) {
            this.id = id;
        }

        public Builder id(SessionId value) {
            this.id = value;
            return this;
        }

        public Builder model(@Nullable String value) {
            this.model = value;
            return this;
        }

        public Builder modalities(@Nullable List<Modality> value) {
            this.modalities = value;
            return this;
        }

        public Builder instructions(@Nullable String value) {
            this.instructions = value;
            return this;
        }

        public Builder voice(@Nullable Voice value) {
            this.voice = value;
            return this;
        }

        public Builder inputAudioFormat(@Nullable AudioFormat value) {
            this.inputAudioFormat = value;
            return this;
        }

        public Builder outputAudioFormat(@Nullable AudioFormat value) {
            this.outputAudioFormat = value;
            return this;
        }

        public Builder inputAudioSamplingRate(@Nullable Integer value) {
            this.inputAudioSamplingRate = value;
            return this;
        }

        public Builder inputAudioTranscription(@Nullable InputAudioTranscription value) {
            this.inputAudioTranscription = value;
            return this;
        }

        public Builder inputAudioNoiseReduction(@Nullable NoiseReduction value) {
            this.inputAudioNoiseReduction = value;
            return this;
        }

        public Builder inputAudioEchoCancellation(@Nullable EchoCancellation value) {
            this.inputAudioEchoCancellation = value;
            return this;
        }

        public Builder turnDetection(@Nullable TurnDetection value) {
            this.turnDetection = value;
            return this;
        }

        public Builder tools(@Nullable List<Tool> value) {
            this.tools = value;
            return this;
        }

        public Builder toolChoice(@Nullable ToolChoice value) {
            this.toolChoice = value;
            return this;
        }

        public Builder parallelToolCalls(@Nullable Boolean value) {
            this.parallelToolCalls = value;
            return this;
        }

        public Builder temperature(@Nullable Double value) {
            this.temperature = value;
            return this;
        }

        public Builder maxResponseOutputTokens(@Nullable MaxTokens value) {
            this.maxResponseOutputTokens = value;
            return this;
        }

        public Builder reasoningEffort(@Nullable String value) {
            this.reasoningEffort = value;
            return this;
        }

        public Builder interimResponse(@Nullable InterimResponse value) {
            this.interimResponse = value;
            return this;
        }

        public Builder animation(@Nullable Animation value) {
            this.animation = value;
            return this;
        }

        public Builder avatar(@Nullable Avatar value) {
            this.avatar = value;
            return this;
        }

        public Builder outputAudioTimestampTypes(@Nullable List<String> value) {
            this.outputAudioTimestampTypes = value;
            return this;
        }

        public Builder include(@Nullable List<String> value) {
            this.include = value;
            return this;
        }

        public Builder truncationStrategy(@Nullable JsonNode value) {
            this.truncationStrategy = value;
            return this;
        }

        public Builder metadata(@Nullable Map<String, String> value) {
            this.metadata = value;
            return this;
        }

        public Builder agent(@Nullable AgentReference value) {
            this.agent = value;
            return this;
        }

        public Builder expiresAt(@Nullable Instant value) {
            this.expiresAt = value;
            return this;
        }

        /** A member that has no component of its own. */
        public Builder extra(String name, JsonNode value) {
            extra.put(name, value);
            return this;
        }

        public SessionSettings build() {
            return new SessionSettings(
                    id,
                    model,
                    modalities,
                    instructions,
                    voice,
                    inputAudioFormat,
                    outputAudioFormat,
                    inputAudioSamplingRate,
                    inputAudioTranscription,
                    inputAudioNoiseReduction,
                    inputAudioEchoCancellation,
                    turnDetection,
                    tools,
                    toolChoice,
                    parallelToolCalls,
                    temperature,
                    maxResponseOutputTokens,
                    reasoningEffort,
                    interimResponse,
                    animation,
                    avatar,
                    outputAudioTimestampTypes,
                    include,
                    truncationStrategy,
                    metadata,
                    agent,
                    expiresAt,
                    extra);
        }
    }
}
