package dev.charla.protocol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/** A JSON object of which the member {@code type} tells the kind. */
@JsonPropertyOrder("type")
@JsonIgnoreProperties(value = "type", allowGetters = true)
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
    @JsonProperty("type")
    default @Nullable String type() {
        return WireTypes.nameOf(getClass());
    }
}
