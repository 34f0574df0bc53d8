package dev.charla.protocol;

/** The service renewed credentials. */
public sealed interface ByomCredentialEvent extends ServerEvent {
    /** The new credentials are in use. */
    @WireType("byom_credential.updated")
    record Updated(EventId eventId) implements ByomCredentialEvent {}
}
