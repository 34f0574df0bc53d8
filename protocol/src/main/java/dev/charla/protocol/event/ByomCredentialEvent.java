package dev.charla.protocol.event;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireType;

/** The service renewed credentials. */
public sealed interface ByomCredentialEvent extends ServerEvent {
    /** The new credentials are in use. */
    @WireType("byom_credential.updated")
    record Updated(EventId eventId) implements ByomCredentialEvent {}
}
