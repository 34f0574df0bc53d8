package dev.charla.conversation.service;

import dev.charla.protocol.item.ResponseId;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A set of responses, of which the newest are remembered: a service sends what it had ready of one
 * within moments.
 *
 * <p>Confined to the session's loop.
 */
final class RecentResponses {
    static final int REMEMBERED = 64;

    private final Set<ResponseId> ids = new LinkedHashSet<>();

    void add(ResponseId response) {
        if (ids.add(response) && ids.size() > REMEMBERED) {
            ids.remove(ids.iterator().next());
        }
    }

    void clear() {
        ids.clear();
    }

    boolean contains(ResponseId response) {
        return ids.contains(response);
    }
}
