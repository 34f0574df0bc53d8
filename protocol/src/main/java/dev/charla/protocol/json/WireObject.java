package dev.charla.protocol.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of which the member {@code type} tells the kind. It is not sealed, as its families
 * are in packages of their own; each family is.
 */
@JsonPropertyOrder("type")
@JsonIgnoreProperties(value = "type", allowGetters = true)
public interface WireObject {
    /** The value of {@code type} on the wire; null when there is none. */
    @JsonProperty("type")
    default @Nullable String type() {
        return WireTypes.nameOf(getClass());
    }
}
