/**
 * The words of Azure AI Voice Live: what a client and the service say to each other over the
 * WebSocket, as records, and their JSON. Both ends of Charla use it: the connection to a service
 * and the service made here. Every type is immutable or says otherwise; nothing here opens a
 * socket, starts a thread or reads a clock.
 */
@NullMarked
package dev.charla.protocol;

import org.jspecify.annotations.NullMarked;
