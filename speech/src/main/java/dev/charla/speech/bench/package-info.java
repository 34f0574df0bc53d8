/**
 * Measures how well and how fast speech is heard: {@code ./charla bench speech}. Runs in a process
 * of its own, on the thread that calls it.
 */
@NullMarked
package dev.charla.speech.bench;

import org.jspecify.annotations.NullMarked;
