/**
 * What a session and a response can be asked to be, and the change that {@code session.update}
 * makes. Every type is immutable.
 */
@NullMarked
package dev.charla.protocol.settings;

import org.jspecify.annotations.NullMarked;
