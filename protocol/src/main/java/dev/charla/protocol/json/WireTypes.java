package dev.charla.protocol.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which record stands for which value of {@code type}; read from {@link WireType} once per class.
 */
public final class WireTypes {
    private static final ClassValue<String> NAMES =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> type) {
                    WireType wire = type.getAnnotation(WireType.class);
                    return wire == null ? "" : wire.value()[0];
                }
            };

    private WireTypes() {}

    /** The name of a record's class; null for one without. */
    static @Nullable String nameOf(Class<?> type) {
        String name = NAMES.get(type);
        return name.isEmpty() ? null : name;
    }

    /** All records of a sealed family by name, in the order of declaration. */
    public static <T> Map<String, Class<? extends T>> of(Class<T> family) {
        Map<String, Class<? extends T>> records = new LinkedHashMap<>();
        collect(family, family, records);
        return records;
    }

    private static <T> void collect(
            Class<T> family, Class<?> from, Map<String, Class<? extends T>> records) {
        Class<?>[] permitted = from.getPermittedSubclasses();
        if (permitted != null) {
            for (Class<?> type : permitted) {
                collect(family, type, records);
            }
            return;
        }
        WireType wire = from.getAnnotation(WireType.class);
        if (wire == null) {
            return;
        }
        for (String name : wire.value()) {
            if (records.put(name, from.asSubclass(family)) != null) {
                throw new IllegalStateException("two records for " + name);
            }
        }
    }
}
