package dev.charla.conversation.guard;

import dev.charla.conversation.function.ToolThreads;
import java.util.HashSet;
import java.util.List;

/**
 * The guards of an agent, in the order in which they are asked; the first that does not let pass
 * decides. Immutable.
 *
 * @param guards no two of one name
 * @param holdsBack whether what the agent says is kept from the page until it has passed
 * @param threads where they run
 */
public record Guards(List<WordGuard> guards, boolean holdsBack, ToolThreads threads) {
    /** No guard. */
    public static final Guards NONE = of(List.of());

    public Guards {
        guards = List.copyOf(guards);
        var names = new HashSet<String>();
        for (var guard : guards) {
            if (!names.add(guard.name())) {
                throw new IllegalArgumentException(
                        "Two guards are called '%s'. Give one of them another name."
                                .formatted(guard.name()));
            }
        }
    }

    /** Holding back, on virtual threads. */
    public static Guards of(List<WordGuard> guards) {
        return new Guards(guards, true, ToolThreads.VIRTUAL);
    }

    /** These, with the agent's speech held back until it has passed, or not. */
    public Guards holdingBack(boolean holds) {
        return new Guards(guards, holds, threads);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return guards.isEmpty();
    }

    /** Those that see these words. */
    public List<WordGuard> on(Guarded words) {
        return guards.stream().filter(guard -> guard.on() == words).toList();
    }
}
