package dev.charla.conversation.service;

import dev.charla.client.ServiceConnection;
import dev.charla.protocol.request.ClientEvent;

/** A session of the service on its connection. Confined to the session's loop. */
interface Leg {
    /** Sends an event; false when it was not taken. */
    boolean send(ClientEvent event);

    /** The connection, for audio. */
    ServiceConnection connection();

    /** Whether this session has yet to be told of {@code item}; from now on it counts as told. */
    boolean tell(String item);

    /** Whether this session goes on with the conversation of the one before, as an agent can. */
    boolean continues();
}
