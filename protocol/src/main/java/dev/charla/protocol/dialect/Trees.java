package dev.charla.protocol.dialect;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Small changes to JSON trees. */
final class Trees {
    private Trees() {}

    /** Gives a member another name; nothing happens without it. */
    static void rename(ObjectNode holder, String from, String to) {
        JsonNode value = holder.remove(from);
        if (value != null) {
            holder.set(to, value);
        }
    }

    /** Moves a member into another object; nothing happens without it. */
    static void move(ObjectNode from, String name, ObjectNode to, String newName) {
        JsonNode value = from.remove(name);
        if (value != null) {
            to.set(newName, value);
        }
    }

    /** A member that is text; null for everything else. */
    static @Nullable String text(JsonNode holder, String name) {
        JsonNode value = holder.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    /** Replaces the beginning of a path by the first name in the table that it begins with. */
    static String path(String path, Map<String, String> names) {
        for (Map.Entry<String, String> name : names.entrySet()) {
            String from = name.getKey();
            if (path.equals(from) || path.startsWith(from + ".") || path.startsWith(from + "[")) {
                return name.getValue() + path.substring(from.length());
            }
        }
        return path;
    }
}
