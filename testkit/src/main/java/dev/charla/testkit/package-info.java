/**
 * What tests of a voice conversation need and a test library does not bring: virtual time for a
 * session's loop, a Voice Live service that follows a script, and one that misbehaves at a named
 * point.
 *
 * <p>Used by the tests of all modules and open to those of an application built on Charla. Knows
 * neither the engine nor the conversation, so that it can be put on either side of them.
 */
@NullMarked
package dev.charla.testkit;

import org.jspecify.annotations.NullMarked;
