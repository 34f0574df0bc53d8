package dev.charla.protocol.codec;

import dev.charla.protocol.codec.ProtocolException.Code;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.json.Quoted;
import dev.charla.protocol.json.Require;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.settings.ApprovalRule;
import dev.charla.protocol.settings.MaxTokens;
import dev.charla.protocol.settings.ToolChoice;
import dev.charla.protocol.settings.Voice;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Explains in the protocol's terms why a JSON object is not a valid event. */
final class ReadFailures {
    private static final String INTEGER = "an integer";

    private ReadFailures() {}

    static ProtocolException invalidJson(String message) {
        return new ProtocolException(Code.INVALID_JSON, null, null, message);
    }

    static ProtocolException invalidEvent(String message) {
        return new ProtocolException(Code.INVALID_EVENT, null, null, message);
    }

    /** The error for the sender of {@code event}. */
    static ProtocolException translate(JacksonException failure, JsonNode event) {
        var path = new StringBuilder();
        @Nullable JsonNode at = event;
        for (JacksonException.Reference step : failure.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
                at = at == null ? null : at.get(step.getIndex());
            } else {
                at = append(path, name, at);
            }
        }
        if (failure.getCause() instanceof Require.Refused refused) {
            at = append(path, refused.member(), at);
        }
        return failure(failure, Quoted.of(path.toString()), at, eventId(event));
    }

    private static @Nullable JsonNode append(
            StringBuilder path, String name, @Nullable JsonNode at) {
        if (!path.isEmpty()) {
            path.append('.');
        }
        path.append(name);
        return at == null ? null : at.get(name);
    }

    private static ProtocolException failure(
            JacksonException failure, String param, @Nullable JsonNode at, @Nullable EventId id) {
        if (at == null || at.isNull()) {
            return new ProtocolException(
                    Code.MISSING_REQUIRED_PARAMETER,
                    param,
                    id,
                    "Missing required parameter: '" + param + "'.");
        }
        String expected = expected(failure);
        boolean fraction = at.isFloatingPointNumber() && expected.equals(INTEGER);
        if (failure instanceof ValueInstantiationException
                || (!fraction
                        && failure instanceof InvalidFormatException format
                        && format.getTargetType() != String.class)
                || failure instanceof StreamReadException) {
            return new ProtocolException(
                    Code.INVALID_VALUE,
                    param,
                    id,
                    "Invalid value for '" + param + "'" + value(failure) + ".");
        }
        return new ProtocolException(
                Code.INVALID_TYPE,
                param,
                id,
                "Invalid type for '" + param + "': expected " + expected + ".");
    }

    /** The allowed values, if they can be listed. */
    private static String value(JacksonException failure) {
        if (failure.getCause() instanceof Require.Refused refused) {
            return ": expected " + refused.expected();
        }
        Class<?> type = type(failure);
        if (type == AudioBytes.class) {
            return ": expected base64";
        }
        if (type == MaxTokens.class) {
            return ": expected " + MaxTokens.EXPECTED;
        }
        if (type == int.class || type == Integer.class) {
            return ": expected %s from %d to %d"
                    .formatted(INTEGER, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        return "";
    }

    private static Class<?> type(JacksonException failure) {
        return switch (failure) {
            case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
                    mismatch.getTargetType();
            case InputCoercionException coercion when coercion.getTargetType() != null ->
                    coercion.getTargetType();
            default -> Object.class;
        };
    }

    private static String expected(JacksonException failure) {
        Class<?> type = type(failure);
        if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class) {
            return INTEGER;
        }
        if (type == MaxTokens.class) {
            return MaxTokens.EXPECTED;
        }
        if (type == Voice.class || type == ToolChoice.class || type == ApprovalRule.class) {
            return "a string or an object";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "a boolean";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return isObject(type) ? "an object" : "a string";
    }

    private static boolean isObject(Class<?> type) {
        return WireObject.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || (type.isRecord() && type.getRecordComponents().length > 1);
    }

    private static @Nullable EventId eventId(JsonNode event) {
        JsonNode id = event.get("event_id");
        return id != null && id.isString() ? new EventId(id.stringValue()) : null;
    }
}
