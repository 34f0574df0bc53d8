package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.json.ExtraMembers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What differs from the session for one response.
 *
 * @param maxOutputTokens read under {@code max_response_output_tokens} as well
 * @param inputItems instead of the conversation
 * @param appendInputItems after the conversation
 * @param commit whether the output becomes part of the conversation; null means yes
 * @param conversation {@code auto} or {@code none}
 * @param preGeneratedAssistantMessage to be spoken word for word
 * @param invokeInput for a hosted agent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResponseSettings(
        @Nullable List<Modality> modalities,
        @Nullable String instructions,
        @Nullable Voice voice,
        @Nullable AudioFormat outputAudioFormat,
        @Nullable List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable Double temperature,
        @Nullable String reasoningEffort,
        @Nullable InterimResponse interimResponse,
        @Nullable Animation animation,
        @JsonAlias("max_response_output_tokens") @Nullable MaxTokens maxOutputTokens,
        @Nullable Map<String, String> metadata,
        @Nullable List<Item> inputItems,
        @Nullable List<Item> appendInputItems,
        @Nullable Boolean commit,
        @Nullable Boolean cancelPrevious,
        @Nullable String conversation,
        @Nullable Item preGeneratedAssistantMessage,
        @Nullable JsonNode invokeInput,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    public ResponseSettings {
        modalities = modalities == null ? null : List.copyOf(modalities);
        tools = tools == null ? null : List.copyOf(tools);
        metadata = metadata == null ? null : ExtraMembers.copyOf(metadata);
        inputItems = inputItems == null ? null : List.copyOf(inputItems);
        appendInputItems = appendInputItems == null ? null : List.copyOf(appendInputItems);
        extra = ExtraMembers.copyOf(extra);
    }

    /** A builder with nothing but the required members set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with all members set as here. */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.modalities = modalities;
        b.instructions = instructions;
        b.voice = voice;
        b.outputAudioFormat = outputAudioFormat;
        b.tools = tools;
        b.toolChoice = toolChoice;
        b.parallelToolCalls = parallelToolCalls;
        b.temperature = temperature;
        b.reasoningEffort = reasoningEffort;
        b.interimResponse = interimResponse;
        b.animation = animation;
        b.maxOutputTokens = maxOutputTokens;
        b.metadata = metadata;
        b.inputItems = inputItems;
        b.appendInputItems = appendInputItems;
        b.commit = commit;
        b.cancelPrevious = cancelPrevious;
        b.conversation = conversation;
        b.preGeneratedAssistantMessage = preGeneratedAssistantMessage;
        b.invokeInput = invokeInput;
        b.extra.putAll(extra);
        return b;
    }

    /** Makes {@link ResponseSettings}. Confined to one thread. */
    public static final class Builder {
        private @Nullable List<Modality> modalities;
        private @Nullable String instructions;
        private @Nullable Voice voice;
        private @Nullable AudioFormat outputAudioFormat;
        private @Nullable List<Tool> tools;
        private @Nullable ToolChoice toolChoice;
        private @Nullable Boolean parallelToolCalls;
        private @Nullable Double temperature;
        private @Nullable String reasoningEffort;
        private @Nullable InterimResponse interimResponse;
        private @Nullable Animation animation;
        private @Nullable MaxTokens maxOutputTokens;
        private @Nullable Map<String, String> metadata;
        private @Nullable List<Item> inputItems;
        private @Nullable List<Item> appendInputItems;
        private @Nullable Boolean commit;
        private @Nullable Boolean cancelPrevious;
        private @Nullable String conversation;
        private @Nullable Item preGeneratedAssistantMessage;
        private @Nullable JsonNode invokeInput;
        private final Map<String, JsonNode> extra = new LinkedHashMap<>();

        private Builder() {}

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

        public Builder outputAudioFormat(@Nullable AudioFormat value) {
            this.outputAudioFormat = value;
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

        public Builder maxOutputTokens(@Nullable MaxTokens value) {
            this.maxOutputTokens = value;
            return this;
        }

        public Builder metadata(@Nullable Map<String, String> value) {
            this.metadata = value;
            return this;
        }

        public Builder inputItems(@Nullable List<Item> value) {
            this.inputItems = value;
            return this;
        }

        public Builder appendInputItems(@Nullable List<Item> value) {
            this.appendInputItems = value;
            return this;
        }

        public Builder commit(@Nullable Boolean value) {
            this.commit = value;
            return this;
        }

        public Builder cancelPrevious(@Nullable Boolean value) {
            this.cancelPrevious = value;
            return this;
        }

        public Builder conversation(@Nullable String value) {
            this.conversation = value;
            return this;
        }

        public Builder preGeneratedAssistantMessage(@Nullable Item value) {
            this.preGeneratedAssistantMessage = value;
            return this;
        }

        public Builder invokeInput(@Nullable JsonNode value) {
            this.invokeInput = value;
            return this;
        }

        /** A member that has no component of its own. */
        public Builder extra(String name, JsonNode value) {
            extra.put(name, value);
            return this;
        }

        public ResponseSettings build() {
            return new ResponseSettings(
                    modalities,
                    instructions,
                    voice,
                    outputAudioFormat,
                    tools,
                    toolChoice,
                    parallelToolCalls,
                    temperature,
                    reasoningEffort,
                    interimResponse,
                    animation,
                    maxOutputTokens,
                    metadata,
                    inputItems,
                    appendInputItems,
                    commit,
                    cancelPrevious,
                    conversation,
                    preGeneratedAssistantMessage,
                    invokeInput,
                    extra);
        }
    }
}
