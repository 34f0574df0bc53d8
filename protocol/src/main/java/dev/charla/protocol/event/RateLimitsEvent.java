package dev.charla.protocol.event;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireType;
import java.util.List;

/** The service tells how much may still be used. Not seen on Voice Live; OpenAI sends it. */
public sealed interface RateLimitsEvent extends ServerEvent {
    /** The limits as they are now. */
    @WireType("rate_limits.updated")
    record Updated(EventId eventId, List<RateLimit> rateLimits) implements RateLimitsEvent {
        public Updated {
            rateLimits = List.copyOf(rateLimits);
        }
    }

    /**
     * One limit.
     *
     * @param name {@code requests} or {@code tokens}
     * @param resetSeconds until the limit is whole again
     */
    record RateLimit(String name, long limit, long remaining, double resetSeconds) {}
}
