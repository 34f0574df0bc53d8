package dev.charla.conversation.function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what a model gives to a tool against the tool's schema, by the words of JSON schema that
 * models are told of: {@code type}, {@code properties}, {@code required}, {@code
 * additionalProperties: false}, {@code items} and {@code enum}. Others are passed over: the tool
 * itself decides about them.
 */
public final class Arguments {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Deeper than any parameter that a model fills in well. */
    private static final int DEEPEST = 32;

    private Arguments() {}

    /** The object in this text, nothing at all meaning none; null when it holds no object. */
    public static @Nullable JsonNode read(String json) {
        if (json.isBlank()) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode read = JSON.readTree(json);
            return read.isObject() ? read : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** What does not fit, as a sentence for the model; null when all does. */
    public static @Nullable String complaint(JsonNode schema, JsonNode given) {
        return complaint(schema, given, "", 0);
    }

    private static @Nullable String complaint(
            JsonNode schema, JsonNode given, String path, int depth) {
        if (depth > DEEPEST) {
            return "%s is nested too deeply.".formatted(name(path));
        }
        if (!ofType(schema.path("type"), given)) {
            return "%s must be of type %s.".formatted(name(path), types(schema.path("type")));
        }
        var among = schema.path("enum");
        if (among.isArray() && !among.isEmpty() && !contains(among, given)) {
            return "%s must be one of %s.".formatted(name(path), among);
        }
        if (given.isObject()) {
            return inObject(schema, given, path, depth);
        }
        if (given.isArray()) {
            for (int i = 0; i < given.size(); i++) {
                var complaint =
                        complaint(
                                schema.path("items"),
                                given.path(i),
                                path + "[" + i + "]",
                                depth + 1);
                if (complaint != null) {
                    return complaint;
                }
            }
        }
        return null;
    }

    private static @Nullable String inObject(
            JsonNode schema, JsonNode given, String path, int depth) {
        for (var required : schema.path("required")) {
            if (!given.has(required.asString())) {
                return "%s is missing.".formatted(name(within(path, required.asString())));
            }
        }
        boolean closed =
                schema.path("additionalProperties").isBoolean()
                        && !schema.path("additionalProperties").booleanValue();
        for (var property : given.properties()) {
            var declared = schema.path("properties").path(property.getKey());
            var inside = within(path, property.getKey());
            if (declared.isMissingNode()) {
                if (closed) {
                    return "There is no parameter %s.".formatted(name(inside));
                }
                continue;
            }
            // A model leaves a parameter out by null as well.
            if (property.getValue().isNull() && !isRequired(schema, property.getKey())) {
                continue;
            }
            var complaint = complaint(declared, property.getValue(), inside, depth + 1);
            if (complaint != null) {
                return complaint;
            }
        }
        return null;
    }

    private static boolean isRequired(JsonNode schema, String property) {
        for (var required : schema.path("required")) {
            if (required.asString().equals(property)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ofType(JsonNode type, JsonNode given) {
        if (type.isArray()) {
            for (var each : type) {
                if (ofType(each, given)) {
                    return true;
                }
            }
            return type.isEmpty();
        }
        return switch (type.asString("")) {
            case "object" -> given.isObject();
            case "array" -> given.isArray();
            case "string" -> given.isString();
            case "boolean" -> given.isBoolean();
            case "number" -> given.isNumber();
            case "integer" -> given.isNumber() && isWhole(given.doubleValue());
            case "null" -> given.isNull();
            default -> true;
        };
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && !Double.isInfinite(value);
    }

    private static boolean contains(JsonNode values, JsonNode given) {
        for (var value : values) {
            if (value.equals(given)) {
                return true;
            }
        }
        return false;
    }

    private static String types(JsonNode type) {
        return type.isArray() ? type.toString() : type.asString("");
    }

    private static String within(String path, String property) {
        return path.isEmpty() ? property : path + "." + property;
    }

    private static String name(String path) {
        return path.isEmpty() ? "What was given" : "'" + path + "'";
    }
}
