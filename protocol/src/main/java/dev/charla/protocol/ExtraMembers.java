package dev.charla.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of maps that keep their order, which {@link Map#copyOf} does not. */
final class ExtraMembers {
    private ExtraMembers() {}

    static <V> Map<String, V> copyOf(Map<String, V> members) {
        return members.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
}
