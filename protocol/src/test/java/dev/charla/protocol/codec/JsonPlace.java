package dev.charla.protocol.codec;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A place in a JSON tree.
 *
 * @param steps names of members and indexes of elements, from the root
 */
record JsonPlace(List<String> steps) {
    JsonPlace {
        steps = List.copyOf(steps);
    }

    /** A copy of {@code root} without what is here. */
    ObjectNode remove(ObjectNode root) {
        ObjectNode copy = root.deepCopy();
        ((ObjectNode) parent(copy)).remove(steps.getLast());
        return copy;
    }

    /** A copy of {@code root} with {@code value} here. */
    ObjectNode set(ObjectNode root, JsonNode value) {
        ObjectNode copy = root.deepCopy();
        ((ObjectNode) parent(copy)).set(steps.getLast(), value);
        return copy;
    }

    /** A copy of {@code root} with one more member in the object here. */
    ObjectNode put(ObjectNode root, String name, JsonNode value) {
        ObjectNode copy = root.deepCopy();
        ((ObjectNode) walk(copy, steps)).set(name, value);
        return copy;
    }

    private JsonNode parent(ObjectNode root) {
        return walk(root, steps.subList(0, steps.size() - 1));
    }

    private static JsonNode walk(JsonNode root, List<String> steps) {
        JsonNode node = root;
        for (String step : steps) {
            node = node.isArray() ? node.get(Integer.parseInt(step)) : node.get(step);
        }
        return node;
    }

    /** As the protocol names it: {@code session.tools[0].name}. */
    @Override
    public String toString() {
        return String.join(".", steps).replaceAll("\\.([0-9]+)(?=\\.|$)", "[$1]");
    }
}
