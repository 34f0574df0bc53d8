package dev.charla.protocol.event;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireType;

/** A request was taken, but not as meant. */
@WireType("warning")
public record WarningEvent(EventId eventId, WarningDetails warning) implements ServerEvent {}
