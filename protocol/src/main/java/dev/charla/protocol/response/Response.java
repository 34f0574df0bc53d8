package dev.charla.protocol.response;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.charla.protocol.item.ConversationId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.ExtraMembers;
import dev.charla.protocol.settings.AudioFormat;
import dev.charla.protocol.settings.MaxTokens;
import dev.charla.protocol.settings.Modality;
import dev.charla.protocol.settings.Voice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer of the agent. The service writes members that are null.
 *
 * @param conversationId null for a response outside the conversation
 * @param usage null until done
 */
@JsonIgnoreProperties(value = "object", allowGetters = true)
public record Response(
        ResponseId id,
        ResponseStatus status,
        @Nullable StatusDetails statusDetails,
        @Nullable ConversationId conversationId,
        List<Item> output,
        @Nullable List<Modality> modalities,
        @Nullable Voice voice,
        @Nullable AudioFormat outputAudioFormat,
        @Nullable Double temperature,
        @Nullable MaxTokens maxOutputTokens,
        @Nullable Map<String, String> metadata,
        @Nullable Usage usage,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    public Response {
        output = List.copyOf(output);
        modalities = modalities == null ? null : List.copyOf(modalities);
        metadata = metadata == null ? null : ExtraMembers.copyOf(metadata);
        extra = ExtraMembers.copyOf(extra);
    }

    /** What the service writes with every response. */
    @JsonProperty
    public String object() {
        return "realtime.response";
    }

    /** A builder with nothing but the required members set. */
    public static Builder builder(ResponseId id, ResponseStatus status, List<Item> output) {
        return new Builder(id, status, output);
    }

    /** A builder with all members set as here. */
    public Builder toBuilder() {
        Builder b = new Builder(id, status, output);
        b.statusDetails = statusDetails;
        b.conversationId = conversationId;
        b.modalities = modalities;
        b.voice = voice;
        b.outputAudioFormat = outputAudioFormat;
        b.temperature = temperature;
        b.maxOutputTokens = maxOutputTokens;
        b.metadata = metadata;
        b.usage = usage;
        b.extra.putAll(extra);
        return b;
    }

    /** Makes {@link Response}. Confined to one thread. */
    public static final class Builder {
        private ResponseId id;
        private ResponseStatus status;
        private @Nullable StatusDetails statusDetails;
        private @Nullable ConversationId conversationId;
        private List<Item> output;
        private @Nullable List<Modality> modalities;
        private @Nullable Voice voice;
        private @Nullable AudioFormat outputAudioFormat;
        private @Nullable Double temperature;
        private @Nullable MaxTokens maxOutputTokens;
        private @Nullable Map<String, String> metadata;
        private @Nullable Usage usage;
        private final Map<String, JsonNode> extra = new LinkedHashMap<>();

        private Builder(ResponseId id, ResponseStatus status, List<Item> output) {
            this.id = id;
            this.status = status;
            this.output = output;
        }

        public Builder id(ResponseId value) {
            this.id = value;
            return this;
        }

        public Builder status(ResponseStatus value) {
            this.status = value;
            return this;
        }

        public Builder statusDetails(@Nullable StatusDetails value) {
            this.statusDetails = value;
            return this;
        }

        public Builder conversationId(@Nullable ConversationId value) {
            this.conversationId = value;
            return this;
        }

        public Builder output(List<Item> value) {
            this.output = value;
            return this;
        }

        public Builder modalities(@Nullable List<Modality> value) {
            this.modalities = value;
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

        public Builder temperature(@Nullable Double value) {
            this.temperature = value;
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

        public Builder usage(@Nullable Usage value) {
            this.usage = value;
            return this;
        }

        /** A member that has no component of its own. */
        public Builder extra(String name, JsonNode value) {
            extra.put(name, value);
            return this;
        }

        public Response build() {
            return new Response(
                    id,
                    status,
                    statusDetails,
                    conversationId,
                    output,
                    modalities,
                    voice,
                    outputAudioFormat,
                    temperature,
                    maxOutputTokens,
                    metadata,
                    usage,
                    extra);
        }
    }
}
