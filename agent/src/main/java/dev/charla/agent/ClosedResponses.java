package dev.charla.agent;

import dev.charla.protocol.ResponseId;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Responses of which nothing more is taken: stopped, or told to be over. The newest are remembered;
 * a service sends what it had ready within moments.
 *
 * <p>Confined to the session's loop.
 */
final class ClosedResponses {
    static final int REMEMBERED = 64;

    private final Set<ResponseId> ids = new LinkedHashSet<>();

    void add(ResponseId response) {
        if (ids.add(response) && ids.size() > REMEMBERED) {
            ids.remove(ids.iterator().next());
        }
    }

    boolean contains(ResponseId response) {
        return ids.contains(response);
    }
}
