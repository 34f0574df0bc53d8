package dev.charla.protocol.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** Reads a JSON schema that some clients send as text with the JSON in it. */
public final class SchemaDeserializer extends ValueDeserializer<JsonNode> {
    private static final JsonMapper PLAIN = JsonMapper.shared();

    @Override
    public JsonNode deserialize(JsonParser parser, DeserializationContext context) {
        JsonNode schema = context.readTree(parser);
        if (!schema.isString()) {
            return schema;
        }
        try {
            JsonNode inner = PLAIN.readTree(schema.stringValue());
            return inner.isObject() ? inner : schema;
        } catch (JacksonException notJson) {
            return schema;
        }
    }
}
