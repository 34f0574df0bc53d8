package dev.charla.protocol;

/** A request was taken, but not as meant. */
@WireType("warning")
public record WarningEvent(EventId eventId, WarningDetails warning) implements ServerEvent {}
