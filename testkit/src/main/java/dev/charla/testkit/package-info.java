/**
 * Support for tests of voice conversations: virtual time for a session's loop, a Voice Live service
 * that follows a script, and one that fails at a chosen point.
 *
 * <p>Used by the tests of all modules; applications built on Charla may use it as well. It depends
 * neither on the engine nor on the conversation, so it can stand on either side of them.
 */
@NullMarked
package dev.charla.testkit;

import org.jspecify.annotations.NullMarked;
