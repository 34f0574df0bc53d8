package dev.charla.protocol.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a session; the service makes it: {@code sess_...}. */
public record SessionId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SessionId {}

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
