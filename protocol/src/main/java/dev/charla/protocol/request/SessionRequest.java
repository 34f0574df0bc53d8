package dev.charla.protocol.request;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireType;
import dev.charla.protocol.settings.SessionUpdate;
import org.jspecify.annotations.Nullable;

/** The client changes the session. */
public sealed interface SessionRequest extends ClientEvent {
    /**
     * Changes the members that are present and leaves the others; answered by {@code
     * session.updated}.
     */
    @WireType("session.update")
    record Update(SessionUpdate session, @Nullable EventId eventId) implements SessionRequest {
        /** Without the optional members. */
        public Update(SessionUpdate session) {
            this(session, null);
        }
    }
}
