/** An answer as a service tells it: its state, why it ended and what it used. */
@NullMarked
package dev.charla.protocol.response;

import org.jspecify.annotations.NullMarked;
