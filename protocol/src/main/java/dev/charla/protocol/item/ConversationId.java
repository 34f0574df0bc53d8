package dev.charla.protocol.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a conversation: {@code conv_...}. */
public record ConversationId(@JsonValue String value) {
    /** What cascaded sessions write in place of null. */
    public static final ConversationId NONE = new ConversationId("");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConversationId {}

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
