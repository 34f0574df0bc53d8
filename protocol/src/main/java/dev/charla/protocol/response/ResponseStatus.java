package dev.charla.protocol.response;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How far a response is. An open set: values not listed here are kept. */
public record ResponseStatus(@JsonValue String value) {
    /** It still grows. */
    public static final ResponseStatus IN_PROGRESS = new ResponseStatus("in_progress");

    /** It is whole. */
    public static final ResponseStatus COMPLETED = new ResponseStatus("completed");

    /** The client or the caller's speech stopped it. */
    public static final ResponseStatus CANCELLED = new ResponseStatus("cancelled");

    /** A limit or a filter stopped it. */
    public static final ResponseStatus INCOMPLETE = new ResponseStatus("incomplete");

    /** It failed. */
    public static final ResponseStatus FAILED = new ResponseStatus("failed");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ResponseStatus {}

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
