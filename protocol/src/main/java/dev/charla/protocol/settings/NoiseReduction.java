package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.charla.protocol.json.ExtraMembers;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How noise is taken out of the input audio.
 *
 * @param type {@code azure_deep_noise_suppression}, {@code near_field} or {@code far_field}
 */
public record NoiseReduction(
        String type, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    public NoiseReduction {
        extra = ExtraMembers.copyOf(extra);
    }

    /** Without the optional members. */
    public NoiseReduction(String type) {
        this(type, Map.of());
    }
}
