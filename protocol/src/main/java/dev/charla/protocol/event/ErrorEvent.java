package dev.charla.protocol.event;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireType;

/** One request was refused or something failed; the session goes on. */
@WireType("error")
public record ErrorEvent(EventId eventId, ErrorDetails error) implements ServerEvent {}
