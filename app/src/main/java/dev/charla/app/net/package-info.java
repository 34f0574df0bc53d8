/** The event loops under all of the server's sockets. */
@NullMarked
package dev.charla.app.net;

import org.jspecify.annotations.NullMarked;
