package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.charla.protocol.json.ExtraMembers;
import dev.charla.protocol.json.Require;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.json.WireType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How the service finds the ends of the user's turns. Absent numbers mean the service's own. */
public sealed interface TurnDetection extends WireObject {

    /**
     * By loudness: silence ends the turn.
     *
     * @param threshold 0 to 1; higher asks for louder, clearer speech
     * @param prefixPaddingMs audio kept from before speech was noticed
     * @param silenceDurationMs silence that ends the turn
     * @param speechDurationMs speech needed before it counts
     * @param autoTruncate whether the service cuts an interrupted item by itself
     * @param appendedTextAfterTruncation added to the text of an item that was cut by itself
     * @param idleTimeoutMs silence after which the agent speaks by itself (OpenAI)
     */
    @WireType("server_vad")
    record ServerVad(
            @Nullable Double threshold,
            @Nullable Integer prefixPaddingMs,
            @Nullable Integer silenceDurationMs,
            @Nullable Integer speechDurationMs,
            @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable Integer speechDurationAssistantSpeakingMs,
            @Nullable EndOfUtteranceDetection endOfUtteranceDetection,
            @Nullable Boolean createResponse,
            @Nullable Boolean interruptResponse,
            @Nullable Boolean autoTruncate,
            @Nullable String appendedTextAfterTruncation,
            @Nullable Integer idleTimeoutMs,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements TurnDetection {
        public ServerVad {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public ServerVad() {
            this(null, null, null, null, null, null, null, null, null, null, null, Map.of());
        }

        /** A builder with nothing but the required members set. */
        public static Builder builder() {
            return new Builder();
        }

        /** A builder with all members set as here. */
        public Builder toBuilder() {
            Builder b = new Builder();
            b.threshold = threshold;
            b.prefixPaddingMs = prefixPaddingMs;
            b.silenceDurationMs = silenceDurationMs;
            b.speechDurationMs = speechDurationMs;
            b.speechDurationAssistantSpeakingMs = speechDurationAssistantSpeakingMs;
            b.endOfUtteranceDetection = endOfUtteranceDetection;
            b.createResponse = createResponse;
            b.interruptResponse = interruptResponse;
            b.autoTruncate = autoTruncate;
            b.appendedTextAfterTruncation = appendedTextAfterTruncation;
            b.idleTimeoutMs = idleTimeoutMs;
            b.extra.putAll(extra);
            return b;
        }

        /** Makes {@link ServerVad}. Confined to one thread. */
        public static final class Builder {
            private @Nullable Double threshold;
            private @Nullable Integer prefixPaddingMs;
            private @Nullable Integer silenceDurationMs;
            private @Nullable Integer speechDurationMs;
            private @Nullable Integer speechDurationAssistantSpeakingMs;
            private @Nullable EndOfUtteranceDetection endOfUtteranceDetection;
            private @Nullable Boolean createResponse;
            private @Nullable Boolean interruptResponse;
            private @Nullable Boolean autoTruncate;
            private @Nullable String appendedTextAfterTruncation;
            private @Nullable Integer idleTimeoutMs;
            private final Map<String, JsonNode> extra = new LinkedHashMap<>();

            private Builder() {}

            public Builder threshold(@Nullable Double value) {
                this.threshold = value;
                return this;
            }

            public Builder prefixPaddingMs(@Nullable Integer value) {
                this.prefixPaddingMs = value;
                return this;
            }

            public Builder silenceDurationMs(@Nullable Integer value) {
                this.silenceDurationMs = value;
                return this;
            }

            public Builder speechDurationMs(@Nullable Integer value) {
                this.speechDurationMs = value;
                return this;
            }

            public Builder speechDurationAssistantSpeakingMs(@Nullable Integer value) {
                this.speechDurationAssistantSpeakingMs = value;
                return this;
            }

            public Builder endOfUtteranceDetection(@Nullable EndOfUtteranceDetection value) {
                this.endOfUtteranceDetection = value;
                return this;
            }

            public Builder createResponse(@Nullable Boolean value) {
                this.createResponse = value;
                return this;
            }

            public Builder interruptResponse(@Nullable Boolean value) {
                this.interruptResponse = value;
                return this;
            }

            public Builder autoTruncate(@Nullable Boolean value) {
                this.autoTruncate = value;
                return this;
            }

            public Builder appendedTextAfterTruncation(@Nullable String value) {
                this.appendedTextAfterTruncation = value;
                return this;
            }

            public Builder idleTimeoutMs(@Nullable Integer value) {
                this.idleTimeoutMs = value;
                return this;
            }

            /** A member that has no component of its own. */
            public Builder extra(String name, JsonNode value) {
                extra.put(name, value);
                return this;
            }

            public ServerVad build() {
                return new ServerVad(
                        threshold,
                        prefixPaddingMs,
                        silenceDurationMs,
                        speechDurationMs,
                        speechDurationAssistantSpeakingMs,
                        endOfUtteranceDetection,
                        createResponse,
                        interruptResponse,
                        autoTruncate,
                        appendedTextAfterTruncation,
                        idleTimeoutMs,
                        extra);
            }
        }
    }

    /**
     * By loudness and meaning: a pause inside a sentence does not end the turn.
     *
     * @param type {@link #ENGLISH_FIRST}, {@link #MULTILINGUAL} or {@link #ENGLISH}
     * @param threshold 0 to 1; higher asks for louder, clearer speech
     * @param prefixPaddingMs audio kept from before speech was noticed
     * @param silenceDurationMs silence that ends the turn
     * @param speechDurationMs speech needed before it counts
     * @param autoTruncate whether the service cuts an interrupted item by itself
     * @param appendedTextAfterTruncation added to the text of an item that was cut by itself
     * @param removeFillerWords whether "um" and the like go unheard while the agent speaks
     */
    @JsonIgnoreProperties // the type is a component here
    @WireType({"azure_semantic_vad", "azure_semantic_vad_multilingual", "azure_semantic_vad_en"})
    record AzureSemanticVad(
            String type,
            @Nullable Double threshold,
            @Nullable Double negThreshold,
            @Nullable Integer prefixPaddingMs,
            @Nullable Integer silenceDurationMs,
            @Nullable Integer speechDurationMs,
            @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable Integer speechDurationAssistantSpeakingMs,
            @Nullable EndOfUtteranceDetection endOfUtteranceDetection,
            @Nullable Boolean removeFillerWords,
            @Nullable List<String> languages,
            @Nullable Boolean createResponse,
            @Nullable Boolean interruptResponse,
            @Nullable Boolean autoTruncate,
            @Nullable String appendedTextAfterTruncation,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String profile,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements TurnDetection {
        public AzureSemanticVad {
            Require.oneOf(type, "type", ENGLISH_FIRST, MULTILINGUAL, ENGLISH);
            languages = languages == null ? null : List.copyOf(languages);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public AzureSemanticVad(String type) {
            this(
                    type, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, Map.of());
        }

        /** Tuned for English. */
        public static final String ENGLISH_FIRST = "azure_semantic_vad";

        /**
         * English, Spanish, French, Italian, German, Japanese, Portuguese, Chinese, Korean, Hindi.
         */
        public static final String MULTILINGUAL = "azure_semantic_vad_multilingual";

        /** English alone; in SDKs only. */
        public static final String ENGLISH = "azure_semantic_vad_en";

        /** A builder with nothing but the required members set. */
        public static Builder builder(String type) {
            return new Builder(type);
        }

        /** A builder with all members set as here. */
        public Builder toBuilder() {
            Builder b = new Builder(type);
            b.threshold = threshold;
            b.negThreshold = negThreshold;
            b.prefixPaddingMs = prefixPaddingMs;
            b.silenceDurationMs = silenceDurationMs;
            b.speechDurationMs = speechDurationMs;
            b.speechDurationAssistantSpeakingMs = speechDurationAssistantSpeakingMs;
            b.endOfUtteranceDetection = endOfUtteranceDetection;
            b.removeFillerWords = removeFillerWords;
            b.languages = languages;
            b.createResponse = createResponse;
            b.interruptResponse = interruptResponse;
            b.autoTruncate = autoTruncate;
            b.appendedTextAfterTruncation = appendedTextAfterTruncation;
            b.profile = profile;
            b.extra.putAll(extra);
            return b;
        }

        /** Makes {@link AzureSemanticVad}. Confined to one thread. */
        public static final class Builder {
            private String type;
            private @Nullable Double threshold;
            private @Nullable Double negThreshold;
            private @Nullable Integer prefixPaddingMs;
            private @Nullable Integer silenceDurationMs;
            private @Nullable Integer speechDurationMs;
            private @Nullable Integer speechDurationAssistantSpeakingMs;
            private @Nullable EndOfUtteranceDetection endOfUtteranceDetection;
            private @Nullable Boolean removeFillerWords;
            private @Nullable List<String> languages;
            private @Nullable Boolean createResponse;
            private @Nullable Boolean interruptResponse;
            private @Nullable Boolean autoTruncate;
            private @Nullable String appendedTextAfterTruncation;
            private @Nullable String profile;
            private final Map<String, JsonNode> extra = new LinkedHashMap<>();

            private Builder(String type) {
                this.type = type;
            }

            public Builder type(String value) {
                this.type = value;
                return this;
            }

            public Builder threshold(@Nullable Double value) {
                this.threshold = value;
                return this;
            }

            public Builder negThreshold(@Nullable Double value) {
                this.negThreshold = value;
                return this;
            }

            public Builder prefixPaddingMs(@Nullable Integer value) {
                this.prefixPaddingMs = value;
                return this;
            }

            public Builder silenceDurationMs(@Nullable Integer value) {
                this.silenceDurationMs = value;
                return this;
            }

            public Builder speechDurationMs(@Nullable Integer value) {
                this.speechDurationMs = value;
                return this;
            }

            public Builder speechDurationAssistantSpeakingMs(@Nullable Integer value) {
                this.speechDurationAssistantSpeakingMs = value;
                return this;
            }

            public Builder endOfUtteranceDetection(@Nullable EndOfUtteranceDetection value) {
                this.endOfUtteranceDetection = value;
                return this;
            }

            public Builder removeFillerWords(@Nullable Boolean value) {
                this.removeFillerWords = value;
                return this;
            }

            public Builder languages(@Nullable List<String> value) {
                this.languages = value;
                return this;
            }

            public Builder createResponse(@Nullable Boolean value) {
                this.createResponse = value;
                return this;
            }

            public Builder interruptResponse(@Nullable Boolean value) {
                this.interruptResponse = value;
                return this;
            }

            public Builder autoTruncate(@Nullable Boolean value) {
                this.autoTruncate = value;
                return this;
            }

            public Builder appendedTextAfterTruncation(@Nullable String value) {
                this.appendedTextAfterTruncation = value;
                return this;
            }

            public Builder profile(@Nullable String value) {
                this.profile = value;
                return this;
            }

            /** A member that has no component of its own. */
            public Builder extra(String name, JsonNode value) {
                extra.put(name, value);
                return this;
            }

            public AzureSemanticVad build() {
                return new AzureSemanticVad(
                        type,
                        threshold,
                        negThreshold,
                        prefixPaddingMs,
                        silenceDurationMs,
                        speechDurationMs,
                        speechDurationAssistantSpeakingMs,
                        endOfUtteranceDetection,
                        removeFillerWords,
                        languages,
                        createResponse,
                        interruptResponse,
                        autoTruncate,
                        appendedTextAfterTruncation,
                        profile,
                        extra);
            }
        }
    }

    /**
     * OpenAI's semantic detection.
     *
     * @param eagerness {@code auto, low, medium, high}
     */
    @WireType("semantic_vad")
    record SemanticVad(
            @Nullable String eagerness,
            @Nullable Boolean createResponse,
            @Nullable Boolean interruptResponse,
            @Nullable Boolean autoTruncate,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements TurnDetection {
        public SemanticVad {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public SemanticVad() {
            this(null, null, null, null, Map.of());
        }
    }

    /** Off, as the .NET SDK says it: the client ends turns by hand. */
    @WireType("none")
    record None(@JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements TurnDetection {
        public None {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public None() {
            this(Map.of());
        }
    }

    /**
     * A kind this version does not know, kept as it came.
     *
     * @param type null when it had none
     * @param raw the whole JSON value; must not be changed
     */
    record Unknown(@Nullable String type, @JsonValue JsonNode raw) implements TurnDetection {}
}
