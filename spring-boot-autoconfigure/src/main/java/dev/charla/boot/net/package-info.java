/**
 * The server's sockets as a page has them: the upgrade out of an exchange of WebFlux, and the
 * stream of events where WebSockets are blocked.
 */
@NullMarked
package dev.charla.boot.net;

import org.jspecify.annotations.NullMarked;
