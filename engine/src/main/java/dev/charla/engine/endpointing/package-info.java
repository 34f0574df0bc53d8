/**
 * Speech detection and endpointing: when a turn begins and ends. Runs on the audio clock (samples
 * received), never on a wall clock.
 */
@NullMarked
package dev.charla.engine.endpointing;

import org.jspecify.annotations.NullMarked;
