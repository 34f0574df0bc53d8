/**
 * Converts between text frames and records, in both directions. It validates what it reads and
 * names the path of an error. Audio bypasses the JSON tree. Immutable and thread-safe, unless a
 * type says otherwise.
 */
@NullMarked
package dev.charla.protocol.codec;

import org.jspecify.annotations.NullMarked;
