package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.charla.protocol.json.ExtraMembers;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.json.WireType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is said while the answer takes its time. */
public sealed interface InterimResponse extends WireObject {

    /**
     * One of these texts.
     *
     * @param triggers {@code latency}, {@code tool}
     * @param latencyThresholdMs waiting time that counts as long
     */
    @WireType("static_interim_response")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StaticTexts(
            List<String> texts,
            @Nullable List<String> triggers,
            @Nullable Integer latencyThresholdMs,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements InterimResponse {
        public StaticTexts {
            texts = List.copyOf(texts);
            triggers = triggers == null ? null : List.copyOf(triggers);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public StaticTexts(List<String> texts) {
            this(texts, null, null, Map.of());
        }
    }

    /**
     * What a model makes up.
     *
     * @param triggers {@code latency}, {@code tool}
     * @param latencyThresholdMs waiting time that counts as long
     */
    @WireType("llm_interim_response")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Generated(
            @Nullable String model,
            @Nullable String instructions,
            @Nullable Integer maxCompletionTokens,
            @Nullable List<String> triggers,
            @Nullable Integer latencyThresholdMs,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements InterimResponse {
        public Generated {
            triggers = triggers == null ? null : List.copyOf(triggers);
            extra = ExtraMembers.copyOf(extra);
        }

        /** Without the optional members. */
        public Generated() {
            this(null, null, null, null, null, Map.of());
        }
    }

    /**
     * A kind this version does not know, kept as it came.
     *
     * @param type null when it had none
     * @param raw the whole JSON value; must not be changed
     */
    record Unknown(@Nullable String type, @JsonValue JsonNode raw) implements InterimResponse {}
}
