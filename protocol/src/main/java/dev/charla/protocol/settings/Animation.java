package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.json.ExtraMembers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which movements of a face are told.
 *
 * @param outputs {@code viseme_id}, {@code blendshapes}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Animation(
        @Nullable String modelName,
        @Nullable List<String> outputs,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    public Animation {
        outputs = outputs == null ? null : List.copyOf(outputs);
        extra = ExtraMembers.copyOf(extra);
    }

    /** Without the optional members. */
    public Animation() {
        this(null, null, Map.of());
    }
}
