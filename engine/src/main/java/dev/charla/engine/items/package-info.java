/** The items of a session, in order. Confined to the session's loop. */
@NullMarked
package dev.charla.engine.items;

import org.jspecify.annotations.NullMarked;
