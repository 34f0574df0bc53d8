/**
 * Rehearses a voice agent in a test: a {@link dev.charla.test.Caller} speaks to it and listens,
 * with real audio, in virtual time. docs/testing.md teaches it.
 */
@NullMarked
package dev.charla.test;

import org.jspecify.annotations.NullMarked;
