package dev.charla.protocol.json;

import org.jspecify.annotations.Nullable;

/**
 * A member of a change: unchanged, cleared or set. On the wire: absent, null or a value.
 *
 * @param <T> type of the value
 */
public sealed interface Setting<T> {
    /** The member is not in the change. */
    static <T> Setting<T> absent() {
        return new Absent<>();
    }

    /** The member is switched off. */
    static <T> Setting<T> cleared() {
        return new Cleared<>();
    }

    /** The member takes this value. */
    static <T> Setting<T> of(T value) {
        return new Value<>(value);
    }

    /** Null clears. */
    static <T> Setting<T> ofNullable(@Nullable T value) {
        return value == null ? cleared() : of(value);
    }

    /** The value after the change, given the {@code current} one; null is off. */
    default @Nullable T over(@Nullable T current) {
        return switch (this) {
            case Absent<T> _ -> current;
            case Cleared<T> _ -> null;
            case Value<T>(T value) -> value;
        };
    }

    /** Whether the change leaves the member unchanged. */
    default boolean isAbsent() {
        return this instanceof Absent<T>;
    }

    /** Unchanged. */
    record Absent<T>() implements Setting<T> {}

    /** Switched off. */
    record Cleared<T>() implements Setting<T> {}

    /** Set. */
    record Value<T>(T value) implements Setting<T> {}
}
