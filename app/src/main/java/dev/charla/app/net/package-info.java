/**
 * The server's sockets as the application has them: the upgrade out of an exchange of WebFlux, the
 * stream of events where WebSockets are blocked, and the event loops under all of them.
 */
@NullMarked
package dev.charla.app.net;

import org.jspecify.annotations.NullMarked;
