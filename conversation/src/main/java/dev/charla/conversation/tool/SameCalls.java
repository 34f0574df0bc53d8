package dev.charla.conversation.tool;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Calls that are made once in a conversation: further ones with the same arguments get the result
 * of the first.
 *
 * <p>Confined to the session's loop.
 */
final class SameCalls {
    /** Results that are remembered; a conversation makes a handful. */
    private static final int REMEMBERED = 256;

    private final Map<Key, FunctionCall> first = new HashMap<>();
    private final Map<Key, Outcome> known = new LinkedHashMap<>();

    /** Two calls that are the same. */
    private record Key(String name, JsonNode given) {}

    /** What came of a call like this one; null when there was none. */
    @Nullable Outcome before(FunctionCall call) {
        var key = key(call);
        return key == null ? null : known.get(key);
    }

    /** Whether a call like this one is under way; otherwise this one is the first. */
    boolean follows(FunctionCall call) {
        var key = key(call);
        return key != null && first.putIfAbsent(key, call) != null;
    }

    /** A call is answered; whether those that follow it get the same. */
    boolean over(FunctionCall call, Outcome outcome) {
        var key = key(call);
        if (key == null || first.get(key) != call) {
            return false;
        }
        first.remove(key);
        if (call.work != null && outcome.lasting()) {
            if (known.size() >= REMEMBERED) {
                known.remove(known.keySet().iterator().next());
            }
            known.put(key, outcome);
        }
        return true;
    }

    /** Whether {@code other} waits for what comes of {@code call}. */
    boolean waits(FunctionCall other, FunctionCall call) {
        var key = key(other);
        return key != null && other.work == null && !other.asking && key.equals(key(call));
    }

    private static @Nullable Key key(FunctionCall call) {
        return call.given == null ? null : new Key(call.name, call.given);
    }
}
