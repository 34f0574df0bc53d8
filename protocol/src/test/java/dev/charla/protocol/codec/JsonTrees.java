package dev.charla.protocol.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Walks over JSON trees, and changes to them that tests compare by. */
public final class JsonTrees {
    /** Plain JSON; refuses members named twice. */
    public static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .build();

    /** What the protocol does not look into: schemas, free objects, maps with free keys. */
    private static final Set<String> FREE =
            Set.of(
                    "parameters",
                    "rtc_configuration",
                    "invoke_input",
                    "annotation",
                    "annotations",
                    "input_schema",
                    "attributes",
                    "phrases",
                    "truncation_strategy",
                    "metadata",
                    "custom_speech",
                    "headers",
                    "more");

    private JsonTrees() {}

    /** A copy in which no object has a member that is null. */
    public static JsonNode withoutNulls(JsonNode node) {
        return filtered(node, member -> member.getValue().isNull());
    }

    /** A copy without what a lenient reader fills in: nulls, zeros, falses, what is empty. */
    static JsonNode withoutDefaults(JsonNode node) {
        return filtered(
                node,
                member -> {
                    JsonNode value = member.getValue();
                    return value.isNull()
                            || (value.isNumber() && value.doubleValue() == 0)
                            || (value.isBoolean() && !value.booleanValue())
                            || (value.isContainer() && withoutDefaults(value).isEmpty())
                            || (value.isString() && value.stringValue().isEmpty())
                            || member.getKey().equals("object");
                });
    }

    /** A copy in which no object has a member of this name. */
    static JsonNode without(JsonNode node, String name) {
        return filtered(node, member -> member.getKey().equals(name));
    }

    private static JsonNode filtered(
            JsonNode node, Predicate<Map.Entry<String, JsonNode>> dropped) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (!dropped.test(member)) {
                    copy.set(member.getKey(), filtered(member.getValue(), dropped));
                }
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(filtered(element, dropped)));
            return copy;
        }
        return node;
    }

    /** Collects the values of all members {@code type}. */
    static void types(JsonNode node, Set<String> into) {
        if (node.isObject() && node.path("type").isString()) {
            into.add(node.get("type").stringValue());
        }
        node.forEach(child -> types(child, into));
    }

    /** All objects whose members the protocol defines. */
    static List<JsonPlace> objects(JsonNode root) {
        List<JsonPlace> places = new ArrayList<>();
        walk(root, List.of(), true, places);
        return places;
    }

    /** All members of such objects. */
    static List<JsonPlace> members(JsonNode root) {
        List<JsonPlace> places = new ArrayList<>();
        walk(root, List.of(), false, places);
        return places;
    }

    private static void walk(
            JsonNode node, List<String> steps, boolean objects, List<JsonPlace> places) {
        if (node instanceof ObjectNode object) {
            if (objects) {
                places.add(new JsonPlace(steps));
            }
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                List<String> inner = and(steps, member.getKey());
                if (!objects) {
                    places.add(new JsonPlace(inner));
                }
                if (!FREE.contains(member.getKey())) {
                    walk(member.getValue(), inner, objects, places);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                walk(array.get(i), and(steps, Integer.toString(i)), objects, places);
            }
        }
    }

    private static List<String> and(List<String> steps, String next) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(next);
        return longer;
    }
}
