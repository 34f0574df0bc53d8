package dev.charla.protocol.event;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireType;
import dev.charla.protocol.settings.SessionSettings;

/** The service tells the session's settings. */
public sealed interface SessionEvent extends ServerEvent {
    /** The first event of every session. */
    @WireType("session.created")
    record Created(EventId eventId, SessionSettings session) implements SessionEvent {}

    /** The complete settings after a change. */
    @WireType("session.updated")
    record Updated(EventId eventId, SessionSettings session) implements SessionEvent {}
}
