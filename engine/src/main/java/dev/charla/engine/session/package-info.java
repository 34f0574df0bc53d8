/**
 * One Voice Live session: takes client events, keeps settings and items, answers with server
 * events. Confined to the session's loop.
 */
@NullMarked
package dev.charla.engine.session;

import org.jspecify.annotations.NullMarked;
