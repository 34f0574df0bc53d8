package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.charla.protocol.json.ExtraMembers;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.json.WireType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who speaks. */
public sealed interface Voice extends WireObject {

    /** The short form of an OpenAI voice: a bare string. */
    record Named(@JsonValue String name) implements Voice {
        @Override
        public @Nullable String type() {
            return null;
        }
    }

    /** An OpenAI voice, spoken by native models. */
    @WireType("openai")
    record OpenAi(String name, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Voice {
        public OpenAi {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public OpenAi(String name) {
            this(name, Map.of());
        }
    }

    /**
     * An Azure voice: {@code en-US-AvaNeural}.
     *
     * @param temperature 0 to 1, for HD voices
     * @param preferLocales accents to prefer
     * @param locale forces one accent and makes other scripts silent
     * @param pitch an SSML prosody value: {@code "+10%"}
     * @param rate 0.5 to 1.5 as a string, or an SSML prosody value
     * @param volume an SSML prosody value
     */
    @WireType("azure-standard")
    record AzureStandard(
            String name,
            @Nullable Double temperature,
            @Nullable String customLexiconUrl,
            @Nullable String customTextNormalizationUrl,
            @Nullable List<String> preferLocales,
            @Nullable String locale,
            @Nullable String style,
            @Nullable String pitch,
            @Nullable String rate,
            @Nullable String volume,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Voice {
        public AzureStandard {
            preferLocales = preferLocales == null ? null : List.copyOf(preferLocales);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public AzureStandard(String name) {
            this(name, null, null, null, null, null, null, null, null, null, Map.of());
        }
    }

    /**
     * A custom Azure voice at its endpoint.
     *
     * @param temperature 0 to 1, for HD voices
     * @param preferLocales accents to prefer
     * @param locale forces one accent and makes other scripts silent
     * @param pitch an SSML prosody value: {@code "+10%"}
     * @param rate 0.5 to 1.5 as a string, or an SSML prosody value
     * @param volume an SSML prosody value
     */
    @WireType("azure-custom")
    record AzureCustom(
            String name,
            String endpointId,
            @Nullable Double temperature,
            @Nullable String customLexiconUrl,
            @Nullable String customTextNormalizationUrl,
            @Nullable List<String> preferLocales,
            @Nullable String locale,
            @Nullable String style,
            @Nullable String pitch,
            @Nullable String rate,
            @Nullable String volume,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Voice {
        public AzureCustom {
            preferLocales = preferLocales == null ? null : List.copyOf(preferLocales);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public AzureCustom(String name, String endpointId) {
            this(name, endpointId, null, null, null, null, null, null, null, null, null, Map.of());
        }
    }

    /**
     * A personal Azure voice.
     *
     * @param model {@code DragonLatestNeural}, ...
     * @param temperature 0 to 1, for HD voices
     * @param preferLocales accents to prefer
     * @param locale forces one accent and makes other scripts silent
     * @param pitch an SSML prosody value: {@code "+10%"}
     * @param rate 0.5 to 1.5 as a string, or an SSML prosody value
     * @param volume an SSML prosody value
     */
    @WireType("azure-personal")
    record AzurePersonal(
            String name,
            String model,
            @Nullable Double temperature,
            @Nullable String customLexiconUrl,
            @Nullable String customTextNormalizationUrl,
            @Nullable List<String> preferLocales,
            @Nullable String locale,
            @Nullable String style,
            @Nullable String pitch,
            @Nullable String rate,
            @Nullable String volume,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Voice {
        public AzurePersonal {
            preferLocales = preferLocales == null ? null : List.copyOf(preferLocales);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public AzurePersonal(String name, String model) {
            this(name, model, null, null, null, null, null, null, null, null, null, Map.of());
        }
    }

    /**
     * The voice that belongs to the avatar.
     *
     * @param temperature 0 to 1, for HD voices
     * @param preferLocales accents to prefer
     * @param locale forces one accent and makes other scripts silent
     * @param pitch an SSML prosody value: {@code "+10%"}
     * @param rate 0.5 to 1.5 as a string, or an SSML prosody value
     * @param volume an SSML prosody value
     */
    @WireType("avatar-voice-sync")
    record AvatarVoiceSync(
            String model,
            @Nullable Double temperature,
            @Nullable String customLexiconUrl,
            @Nullable String customTextNormalizationUrl,
            @Nullable List<String> preferLocales,
            @Nullable String locale,
            @Nullable String style,
            @Nullable String pitch,
            @Nullable String rate,
            @Nullable String volume,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Voice {
        public AvatarVoiceSync {
            preferLocales = preferLocales == null ? null : List.copyOf(preferLocales);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public AvatarVoiceSync(String model) {
            this(model, null, null, null, null, null, null, null, null, null, Map.of());
        }
    }

    /** A voice of the model {@code azure-realtime}. */
    @WireType("azure-realtime-native")
    record AzureRealtimeNative(
            String name, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements Voice {
        public AzureRealtimeNative {
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public AzureRealtimeNative(String name) {
            this(name, Map.of());
        }
    }

    /**
     * A kind this version does not know, kept as it came.
     *
     * @param type null when it had none
     * @param raw the whole JSON value; must not be changed
     */
    record Unknown(@Nullable String type, @JsonValue JsonNode raw) implements Voice {}
}
