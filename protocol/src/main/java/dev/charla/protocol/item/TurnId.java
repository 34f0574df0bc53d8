package dev.charla.protocol.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a turn of streamed audio; the client makes it. */
public record TurnId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TurnId {}

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
