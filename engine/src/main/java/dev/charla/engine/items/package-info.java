/** What was said in a session, in its order. Confined to the session's loop. */
@NullMarked
package dev.charla.engine.items;

import org.jspecify.annotations.NullMarked;
