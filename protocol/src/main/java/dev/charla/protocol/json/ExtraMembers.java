package dev.charla.protocol.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of maps that keep their order, which {@link Map#copyOf} does not. */
public final class ExtraMembers {
    private ExtraMembers() {}

    public static <V> Map<String, V> copyOf(Map<String, V> members) {
        return members.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
}
