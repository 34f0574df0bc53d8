package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.charla.protocol.json.ExtraMembers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How the agent's own voice is taken out of the input audio.
 *
 * @param type {@code server_echo_cancellation}
 * @param referenceSource {@code server} or {@code client}
 * @param channels 1, or 2 when the client sends the reference as second channel
 */
public record EchoCancellation(
        String type,
        @Nullable String referenceSource,
        @Nullable Integer channels,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    public EchoCancellation {
        extra = ExtraMembers.copyOf(extra);
    }

    /** Without the optional members. */
    public EchoCancellation(String type) {
        this(type, null, null, Map.of());
    }
}
