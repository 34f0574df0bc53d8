package dev.charla.protocol.json;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in sentences for the peer. */
public final class Quoted {
    /** Longer values are of no use in a sentence; the longest path of a known member has 80. */
    private static final int MAX_CHARS = 120;

    private Quoted() {}

    /** At most {@link #MAX_CHARS} characters, control characters replaced. */
    public static String of(String value) {
        String shown = value.length() <= MAX_CHARS ? value : value.substring(0, MAX_CHARS) + "...";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    /** {@code 'a', 'b'}. */
    public static String list(Collection<String> values) {
        return values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
    }
}
