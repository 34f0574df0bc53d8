package dev.charla.protocol.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a function call; its output names the same: {@code call_...}. */
public record CallId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CallId {}

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
