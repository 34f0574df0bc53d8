package dev.charla.protocol;

/** One request was refused or something failed; the session goes on. */
@WireType("error")
public record ErrorEvent(EventId eventId, ErrorDetails error) implements ServerEvent {}
