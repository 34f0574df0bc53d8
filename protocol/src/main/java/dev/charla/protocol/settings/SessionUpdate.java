package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.charla.protocol.json.ExtraMembers;
import dev.charla.protocol.json.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A change of settings: what is absent stays as it is. Where null means "off", the member is a
 * {@link Setting}; elsewhere null is absent.
 *
 * @param model cannot be changed
 * @param instructions how the agent should behave
 * @param inputAudioSamplingRate samples per second
 * @param outputAudioTimestampTypes {@code word}
 * @param temperature 0 to 2
 * @param reasoningEffort {@code none, minimal, low, medium, high, xhigh}
 * @param include what else to tell: {@code item.input_audio_transcription.logprobs}, ...
 */
public record SessionUpdate(
        @Nullable String model,
        @Nullable List<Modality> modalities,
        @Nullable String instructions,
        @Nullable Voice voice,
        @Nullable AudioFormat inputAudioFormat,
        @Nullable AudioFormat outputAudioFormat,
        @Nullable Integer inputAudioSamplingRate,
        Setting<InputAudioTranscription> inputAudioTranscription,
        Setting<NoiseReduction> inputAudioNoiseReduction,
        Setting<EchoCancellation> inputAudioEchoCancellation,
        Setting<TurnDetection> turnDetection,
        @Nullable List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable Double temperature,
        @Nullable MaxTokens maxResponseOutputTokens,
        Setting<String> reasoningEffort,
        Setting<InterimResponse> interimResponse,
        Setting<Animation> animation,
        Setting<Avatar> avatar,
        Setting<List<String>> outputAudioTimestampTypes,
        Setting<List<String>> include,
        Setting<Map<String, String>> metadata,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    public SessionUpdate {
        modalities = modalities == null ? null : List.copyOf(modalities);
        tools = tools == null ? null : List.copyOf(tools);
        extra = ExtraMembers.copyOf(extra);
    }

    /** The same without members that are not known. */
    public SessionUpdate withoutExtra() {
        Builder b = toBuilder();
        b.extra.clear();
        return b.build();
    }

    /** A builder with nothing but the required members set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with all members set as here. */
    public Builder toBuilder() {
        Builder b = new Builder();
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
        b.metadata = metadata;
        b.extra.putAll(extra);
        return b;
    }

    /** Makes {@link SessionUpdate}. Confined to one thread. */
    public static final class Builder {
        private @Nullable String model;
        private @Nullable List<Modality> modalities;
        private @Nullable String instructions;
        private @Nullable Voice voice;
        private @Nullable AudioFormat inputAudioFormat;
        private @Nullable AudioFormat outputAudioFormat;
        private @Nullable Integer inputAudioSamplingRate;
        private Setting<InputAudioTranscription> inputAudioTranscription = Setting.absent();
        private Setting<NoiseReduction> inputAudioNoiseReduction = Setting.absent();
        private Setting<EchoCancellation> inputAudioEchoCancellation = Setting.absent();
        private Setting<TurnDetection> turnDetection = Setting.absent();
        private @Nullable List<Tool> tools;
        private @Nullable ToolChoice toolChoice;
        private @Nullable Boolean parallelToolCalls;
        private @Nullable Double temperature;
        private @Nullable MaxTokens maxResponseOutputTokens;
        private Setting<String> reasoningEffort = Setting.absent();
        private Setting<InterimResponse> interimResponse = Setting.absent();
        private Setting<Animation> animation = Setting.absent();
        private Setting<Avatar> avatar = Setting.absent();
        private Setting<List<String>> outputAudioTimestampTypes = Setting.absent();
        private Setting<List<String>> include = Setting.absent();
        private Setting<Map<String, String>> metadata = Setting.absent();
        private final Map<String, JsonNode> extra = new LinkedHashMap<>();

        private Builder() {}

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

        /** Null clears it. */
        public Builder inputAudioTranscription(@Nullable InputAudioTranscription value) {
            this.inputAudioTranscription = Setting.ofNullable(value);
            return this;
        }

        /** Null clears it. */
        public Builder inputAudioNoiseReduction(@Nullable NoiseReduction value) {
            this.inputAudioNoiseReduction = Setting.ofNullable(value);
            return this;
        }

        /** Null clears it. */
        public Builder inputAudioEchoCancellation(@Nullable EchoCancellation value) {
            this.inputAudioEchoCancellation = Setting.ofNullable(value);
            return this;
        }

        /** Null clears it. */
        public Builder turnDetection(@Nullable TurnDetection value) {
            this.turnDetection = Setting.ofNullable(value);
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

        /** Null clears it. */
        public Builder reasoningEffort(@Nullable String value) {
            this.reasoningEffort = Setting.ofNullable(value);
            return this;
        }

        /** Null clears it. */
        public Builder interimResponse(@Nullable InterimResponse value) {
            this.interimResponse = Setting.ofNullable(value);
            return this;
        }

        /** Null clears it. */
        public Builder animation(@Nullable Animation value) {
            this.animation = Setting.ofNullable(value);
            return this;
        }

        /** Null clears it. */
        public Builder avatar(@Nullable Avatar value) {
            this.avatar = Setting.ofNullable(value);
            return this;
        }

        /** Null clears it. */
        public Builder outputAudioTimestampTypes(@Nullable List<String> value) {
            this.outputAudioTimestampTypes = Setting.ofNullable(value);
            return this;
        }

        /** Null clears it. */
        public Builder include(@Nullable List<String> value) {
            this.include = Setting.ofNullable(value);
            return this;
        }

        /** Null clears it. */
        public Builder metadata(@Nullable Map<String, String> value) {
            this.metadata = Setting.ofNullable(value);
            return this;
        }

        /** A member that has no component of its own. */
        public Builder extra(String name, JsonNode value) {
            extra.put(name, value);
            return this;
        }

        public SessionUpdate build() {
            return new SessionUpdate(
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
                    metadata,
                    extra);
        }
    }
}
