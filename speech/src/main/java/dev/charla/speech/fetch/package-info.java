/**
 * Fetching models by name: {@code ./charla models}. Runs on the thread that calls it, before or
 * without the application.
 */
@NullMarked
package dev.charla.speech.fetch;

import org.jspecify.annotations.NullMarked;
