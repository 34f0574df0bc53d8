package dev.charla.protocol.json;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Reads one of a sealed family by the member {@code type}, wherever it stands in the object.
 *
 * @param <T> the family
 */
public final class UnionDeserializer<T> extends ValueDeserializer<T> {
    private final Class<T> family;
    private final boolean strict;
    private final Map<String, Class<? extends T>> records;
    private final @Nullable Function<String, T> shortForm;
    private final BiFunction<@Nullable String, JsonNode, T> unknown;

    /**
     * @param strict whether an object without a type is a failure
     * @param shortForm makes a value of a bare string; null where there is no such form
     * @param unknown keeps what has no record
     */
    public UnionDeserializer(
            Class<T> family,
            boolean strict,
            @Nullable Function<String, T> shortForm,
            BiFunction<@Nullable String, JsonNode, T> unknown) {
        this.family = family;
        this.strict = strict;
        this.records = WireTypes.of(family);
        this.shortForm = shortForm;
        this.unknown = unknown;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
        JsonNode node = context.readTree(parser);
        if (node.isString() && shortForm != null) {
            return shortForm.apply(node.stringValue());
        }
        JsonNode type = node.get("type");
        if (type != null && type.isString()) {
            String name = type.stringValue();
            Class<? extends T> found = records.get(name);
            return found == null ? unknown.apply(name, node) : context.readTreeAsValue(node, found);
        }
        if (!strict) {
            return unknown.apply(null, node);
        }
        var failure =
                MismatchedInputException.from(parser, String.class, "no type among the members");
        if (node.isObject()) {
            failure.prependPath(family, "type");
        } else {
            failure.setTargetType(context.constructType(family));
        }
        throw failure;
    }
}
