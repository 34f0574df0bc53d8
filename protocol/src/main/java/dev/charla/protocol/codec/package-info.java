/**
 * Between text frames and records, both ways: what is read is checked, and what is wrong with it is
 * told by place. Sound takes a short way without a tree. Immutable and safe for any thread, unless
 * a type says otherwise.
 */
@NullMarked
package dev.charla.protocol.codec;

import org.jspecify.annotations.NullMarked;
