package dev.charla.protocol.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names an event; the service's all have one, the client's may. */
public record EventId(@JsonValue String value) {
    /** Stands for the name of a service event that came without one; never written. */
    public static final EventId NONE = new EventId("");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EventId {}

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
