package dev.charla.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/** A JSON object of which the member {@code type} tells the kind. */
@JsonPropertyOrder("type")
public sealed interface WireObject
        permits ClientEvent,
                ServerEvent,
                Item,
                ContentPart,
                Voice,
                TurnDetection,
                Tool,
                ToolChoice,
                InterimResponse {
    /** The value of {@code type} on the wire; null when there is none. */
    @JsonProperty(value = "type", access = JsonProperty.Access.READ_ONLY)
    default @Nullable String type() {
        return WireTypes.nameOf(getClass());
    }
}
