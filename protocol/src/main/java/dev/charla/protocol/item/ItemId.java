package dev.charla.protocol.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a conversation item; made by the service, or by the client for its own items. */
public record ItemId(@JsonValue String value) {
    /** Stands before the first item where an item is to be added at the front. */
    public static final ItemId ROOT = new ItemId("root");

    /** What cascaded sessions write in place of null where no item comes before. */
    public static final ItemId NONE = new ItemId("");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ItemId {}

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
