package dev.charla.protocol.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How far an item is. An open set: values not listed here are kept. */
public record ItemStatus(@JsonValue String value) {
    /** It still grows. */
    public static final ItemStatus IN_PROGRESS = new ItemStatus("in_progress");

    /** It is whole. */
    public static final ItemStatus COMPLETED = new ItemStatus("completed");

    /** It was cut short. */
    public static final ItemStatus INCOMPLETE = new ItemStatus("incomplete");

    /** A search runs. */
    public static final ItemStatus SEARCHING = new ItemStatus("searching");

    /** A search failed. */
    public static final ItemStatus FAILED = new ItemStatus("failed");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ItemStatus {}

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
