package dev.charla.protocol;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a bare string or an object with lists. */
final class ApprovalRuleDeserializer extends ValueDeserializer<ApprovalRule> {
    @Override
    public ApprovalRule deserialize(JsonParser parser, DeserializationContext context) {
        return parser.hasToken(JsonToken.VALUE_STRING)
                ? new ApprovalRule.Mode(parser.getString())
                : context.readValue(parser, ApprovalRule.PerTool.class);
    }
}
