package dev.charla.protocol.settings;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a bare string or an object with lists. */
public final class ApprovalRuleDeserializer extends ValueDeserializer<ApprovalRule> {
    @Override
    public ApprovalRule deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return new ApprovalRule.Mode(parser.getString());
        }
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            throw context.wrongTokenException(
                    parser, ApprovalRule.class, JsonToken.START_OBJECT, "a string or an object");
        }
        return context.readValue(parser, ApprovalRule.PerTool.class);
    }
}
