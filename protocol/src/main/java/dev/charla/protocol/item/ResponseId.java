package dev.charla.protocol.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a response; the service makes it: {@code resp_...}. */
public record ResponseId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ResponseId {}

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
