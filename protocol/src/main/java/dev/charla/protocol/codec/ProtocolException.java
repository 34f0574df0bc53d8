package dev.charla.protocol.codec;

import dev.charla.protocol.event.ErrorDetails;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.Quoted;
import dev.charla.protocol.request.ClientEvent;
import org.jspecify.annotations.Nullable;

/**
 * A message that cannot be read. Its text is fixed except for names, and may be sent to the peer.
 */
public final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1;

    private final Code code;
    private final @Nullable String param;
    private final @Nullable String clientEventId;

    /**
     * @param param the invalid member ({@code item.type}); null for the whole message
     * @param clientEventId the event ID given by the sender; null when unknown
     */
    public ProtocolException(
            Code code, @Nullable String param, @Nullable EventId clientEventId, String message) {
        super(message);
        this.code = code;
        this.param = param;
        this.clientEventId = clientEventId == null ? null : clientEventId.value();
    }

    /** The error for an unknown event type. */
    public static ProtocolException unsupportedType(ClientEvent.Unknown event) {
        String message =
                "Invalid value: '%s'. Supported values are: %s."
                        .formatted(
                                Quoted.of(String.valueOf(event.type())),
                                Quoted.list(ClientEvent.knownTypes()));
        return new ProtocolException(Code.INVALID_VALUE, "type", event.eventId(), message);
    }

    /**
     * The error for a member that is not allowed.
     *
     * @param param its path
     */
    public static ProtocolException unknownParameter(String param) {
        String name = Quoted.of(param);
        return new ProtocolException(
                Code.UNKNOWN_PARAMETER, name, null, "Unknown parameter: '" + name + "'.");
    }

    public Code code() {
        return code;
    }

    /** Path of the invalid member; null for the whole message. */
    public @Nullable String param() {
        return param;
    }

    /** The event ID given by the sender; null when unknown. */
    public @Nullable EventId clientEventId() {
        return clientEventId == null ? null : new EventId(clientEventId);
    }

    /** The error event for the client whose event could not be read. */
    public ErrorEvent toErrorEvent(EventId eventId) {
        return new ErrorEvent(
                eventId,
                new ErrorDetails(
                        "invalid_request_error",
                        code.wire(),
                        getMessage(),
                        param,
                        clientEventId()));
    }

    /** The kind of error. */
    public enum Code {
        /** Not JSON. */
        INVALID_JSON("invalid_json"),
        /** JSON, but not an event: not an object, too large, too deep. */
        INVALID_EVENT("invalid_event"),
        /** A required member is missing. */
        MISSING_REQUIRED_PARAMETER("missing_required_parameter"),
        /** A member is not allowed. The codec itself accepts unknown members. */
        UNKNOWN_PARAMETER("unknown_parameter"),
        /** A value outside its range or set. */
        INVALID_VALUE("invalid_value"),
        /** A value of another JSON type. */
        INVALID_TYPE("invalid_type");

        private final String wire;

        Code(String wire) {
            this.wire = wire;
        }

        /** The code on the wire. */
        public String wire() {
            return wire;
        }
    }
}
