package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.charla.protocol.json.ExtraMembers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a silence is the end of what the user wants to say, judged by the words.
 *
 * @param model {@code semantic_detection_v1}, {@code ..._en}, {@code ..._multilingual}, {@code
 *     smart_end_of_turn_detection}
 * @param threshold the older form of the level
 * @param thresholdLevel {@code low, medium, high, default}; low ends the turn sooner
 * @param timeout seconds, the older form of the next
 * @param timeoutMs how much longer to wait when the words look unfinished
 */
public record EndOfUtteranceDetection(
        String model,
        @Nullable Double threshold,
        @Nullable String thresholdLevel,
        @Nullable Double timeout,
        @Nullable Integer timeoutMs,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    public EndOfUtteranceDetection {
        extra = ExtraMembers.copyOf(extra);
    }

    /** Without the optional members. */
    public EndOfUtteranceDetection(String model) {
        this(model, null, null, null, null, Map.of());
    }
}
