/**
 * Mono 16-bit speech audio: its bytes, its sample rates, its loudness, its files.
 *
 * <p>Used by the engine, the agent and the tools of the tests, on whichever thread holds the audio.
 * Nothing here starts a thread, reads a clock or keeps global state but immutable tables. What has
 * a state between calls says so and is confined to one thread; everything else may be shared.
 * Sample counts, not times, are the positions in a stream.
 */
@NullMarked
package dev.charla.audio;

import org.jspecify.annotations.NullMarked;
