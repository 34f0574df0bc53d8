package dev.charla.boot.reply;

import dev.charla.engine.reply.ReplyTools;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client's functions as langchain4j describes them, their schemas taken over as they are. */
final class ChatTools {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ChatTools() {}

    static List<ToolSpecification> of(ReplyTools tools) {
        return tools.callable().stream().map(ChatTools::specification).toList();
    }

    private static ToolSpecification specification(ReplyTools.Tool tool) {
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description().isEmpty() ? null : tool.description())
                .parameters(schema(tool.parameters()))
                .build();
    }

    /** Nothing below the first level is looked at; a text that is no schema means no parameters. */
    static JsonObjectSchema schema(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            return JsonObjectSchema.builder().build();
        }
        JsonObjectSchema.Builder schema = JsonObjectSchema.builder();
        root.path("properties")
                .forEachEntry((name, property) -> schema.addProperty(name, raw(property)));
        List<String> required = new ArrayList<>();
        root.path("required").forEach(name -> required.add(name.asString()));
        if (!required.isEmpty()) {
            schema.required(required);
        }
        JsonNode additional = root.path("additionalProperties");
        if (additional.isBoolean()) {
            schema.additionalProperties(additional.booleanValue());
        }
        return schema.build();
    }

    private static JsonRawSchema raw(JsonNode property) {
        return JsonRawSchema.from(property.toString());
    }
}
