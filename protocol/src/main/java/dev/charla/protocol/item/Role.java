package dev.charla.protocol.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whose words a message holds. An open set: values not listed here are kept. */
public record Role(@JsonValue String value) {
    /** Instructions. */
    public static final Role SYSTEM = new Role("system");

    /** The person. */
    public static final Role USER = new Role("user");

    /** The agent. */
    public static final Role ASSISTANT = new Role("assistant");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Role {}

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
