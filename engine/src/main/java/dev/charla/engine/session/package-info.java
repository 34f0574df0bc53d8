/**
 * One Voice Live session: handles client events, keeps settings and items, sends server events.
 * Confined to the session's loop.
 */
@NullMarked
package dev.charla.engine.session;

import org.jspecify.annotations.NullMarked;
